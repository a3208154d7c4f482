// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/allocations.h"

#include <cstddef>

static thread_local int allocations = 0;

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#include <sanitizer/allocator_interface.h>

static void countAllocation(const volatile void *, size_t) { ++allocations; }
static void ignoreFree(const volatile void *) {}
static const int installed = __sanitizer_install_malloc_and_free_hooks(countAllocation, ignoreFree);
#else
extern "C" {
void *__libc_malloc(size_t size);

void *malloc(size_t size)
{
    ++allocations;
    return __libc_malloc(size);
}
}
static const int installed = 1;
#endif

namespace podium::tests
{
Allocations::Allocations()
    : m_before(allocations)
{
}

int Allocations::count() const { return installed ? allocations - m_before : -1; }
} // namespace podium::tests
