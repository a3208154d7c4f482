# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# podium_layer(NAME USES layer... LINKS library... PRIVATE_LINKS library... FILES file...)
# A layer is a static library with an include root of its own: "engine/..." is found only by what links the engine.
# An edge that the table below does not allow stops the configuration.
set(PODIUM_EDGES_engine "")
set(PODIUM_EDGES_devices "engine")
set(PODIUM_EDGES_ui "engine")

function(podium_include_root name)
    set(root ${CMAKE_BINARY_DIR}/roots/${name})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${name} ${root}/${name} SYMBOLIC)
endfunction()

function(podium_layer name)
    cmake_parse_arguments(LAYER "" "" "USES;LINKS;PRIVATE_LINKS;FILES" ${ARGN})
    podium_include_root(${name})
    add_library(podium_${name} STATIC ${LAYER_FILES})
    target_include_directories(podium_${name} PUBLIC ${CMAKE_BINARY_DIR}/roots/${name})
    target_link_libraries(podium_${name} PUBLIC ${LAYER_LINKS} PRIVATE podium_options ${LAYER_PRIVATE_LINKS})
    foreach(used ${LAYER_USES})
        if(NOT used IN_LIST PODIUM_EDGES_${name})
            message(FATAL_ERROR "${name} must not use ${used}: allowed are '${PODIUM_EDGES_${name}}' (cmake/Layers.cmake)")
        endif()
        target_link_libraries(podium_${name} PUBLIC podium_${used})
    endforeach()
endfunction()

# podium_test(NAME FILE LINKS library... [ENVIRONMENT VAR=value...] [TIMEOUT seconds] [FILES more...])
function(podium_test name file)
    cmake_parse_arguments(TEST "" "TIMEOUT" "LINKS;ENVIRONMENT;FILES;LABELS" ${ARGN})
    add_executable(${name} ${file} ${TEST_FILES})
    target_link_libraries(${name} PRIVATE podium_options podium_testsupport ${TEST_LINKS})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TSAN_OPTIONS=ignore_noninstrumented_modules=1;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks.supp:print_suppressions=0;${TEST_ENVIRONMENT}")
    if(TEST_LABELS)
        set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}")
    endif()
endfunction()
