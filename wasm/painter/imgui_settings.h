// How Dear ImGui is compiled: what this painter needs, and nothing of a desktop.
#pragma once

#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_SSE
#define IMGUI_USE_WCHAR32  // any code point is one letter
#define IM_ASSERT(expression) ((void)(expression))
#define ImDrawIdx unsigned int  // one draw list, however long the page
