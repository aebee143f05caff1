# Header-only libraries come from the machine's own packages. Only their folders may be seen: the rest of
# /usr/include belongs to the machine's C library, not to Emscripten's.
set(portal_headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${portal_headers})
foreach(header nlohmann/json.hpp doctest/doctest.h)
  cmake_path(GET header PARENT_PATH folder)
  find_path(PORTAL_${folder}_HEADERS ${header} PATHS /usr/local/include /usr/include REQUIRED
    NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  file(CREATE_LINK ${PORTAL_${folder}_HEADERS}/${folder} ${portal_headers}/${folder} SYMBOLIC)
endforeach()
foreach(library nlohmann_json::nlohmann_json doctest::doctest)
  add_library(${library} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${library} SYSTEM INTERFACE ${portal_headers})
endforeach()

# Nothing asks for a type by name at run time.
add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)

# Emscripten's JavaScript is CommonJS, whatever the package.json above it says.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/package.json CONTENT "{ \"type\": \"commonjs\" }\n")
