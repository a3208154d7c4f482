# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiles and runs the coroutine forms of cmake/probe, and stops if the compiler gets one wrong.
# GCC 12 destroys closures twice and corrupts frames without a word; nothing later would find that.
# A pass is remembered in the cache; a failure is tried again, so that its text is always shown.
if(NOT PODIUM_COROUTINES_RUN EQUAL 0)
    unset(PODIUM_COROUTINES_RUN CACHE)
    unset(PODIUM_COROUTINES_COMPILE CACHE)
    message(STATUS "Probing the compiler's coroutines")
    try_run(PODIUM_COROUTINES_RUN PODIUM_COROUTINES_COMPILE
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/probe/main.cpp
        CMAKE_FLAGS -DINCLUDE_DIRECTORIES=${CMAKE_CURRENT_LIST_DIR}/probe
        CXX_STANDARD 20
        CXX_STANDARD_REQUIRED ON
        CXX_EXTENSIONS OFF
        COMPILE_OUTPUT_VARIABLE PODIUM_COROUTINES_COMPILE_OUTPUT
        RUN_OUTPUT_VARIABLE PODIUM_COROUTINES_RUN_OUTPUT)
    if(NOT PODIUM_COROUTINES_COMPILE OR NOT PODIUM_COROUTINES_RUN EQUAL 0)
        if(PODIUM_COROUTINES_COMPILE)
            set(PODIUM_COROUTINES_WHAT "miscompiles coroutines (the probe ended with: ${PODIUM_COROUTINES_RUN})")
            set(PODIUM_COROUTINES_OUTPUT "${PODIUM_COROUTINES_RUN_OUTPUT}")
        else()
            set(PODIUM_COROUTINES_WHAT "cannot compile the coroutine probe")
            set(PODIUM_COROUTINES_OUTPUT "${PODIUM_COROUTINES_COMPILE_OUTPUT}")
        endif()
        string(REPLACE "\n" "\n    " PODIUM_COROUTINES_OUTPUT "${PODIUM_COROUTINES_OUTPUT}")
        message(FATAL_ERROR
            " ${CMAKE_CXX_COMPILER} (${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}) ${PODIUM_COROUTINES_WHAT}:\n"
            "    ${PODIUM_COROUTINES_OUTPUT}\n"
            " Install a compiler that passes:  apt-get install clang-19 libclang-rt-19-dev lld-19\n"
            " and choose it in a fresh build folder:  cmake -DCMAKE_CXX_COMPILER=clang++-19 ...")
    endif()
    message(STATUS "Probing the compiler's coroutines - passed")
endif()
