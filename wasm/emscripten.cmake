# The toolchain file of whatever emcc is on PATH: a user's own emsdk wins over Debian's package.
find_program(PORTAL_EMCC emcc REQUIRED)
file(REAL_PATH ${PORTAL_EMCC} emcc)
cmake_path(GET emcc PARENT_PATH emscripten)
include(${emscripten}/cmake/Modules/Platform/Emscripten.cmake)
