# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The compile options of our own code, and the sanitizers of the whole tree.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
    add_compile_options(-Xclang -fno-pch-timestamp)
endif()
find_program(LLD_PROGRAM NAMES ld.lld-19 ld.lld)
if(LLD_PROGRAM)
    add_link_options(-fuse-ld=${LLD_PROGRAM})
endif()

if(PODIUM_SANITIZE)
    add_compile_options(-fsanitize=${PODIUM_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${PODIUM_SANITIZE})
    if(PODIUM_SANITIZE MATCHES "undefined")
        # -fsanitize=function does not know coroutine frames
        add_compile_options(-fno-sanitize=function -fno-sanitize-recover=all)
    endif()
endif()

add_library(podium_options INTERFACE)
target_compile_options(podium_options INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wconversion -Wno-sign-conversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
target_compile_definitions(podium_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400
    _GLIBCXX_ASSERTIONS)
