// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podium::tests
{
/// How often this thread has allocated memory since it began to count; sanitizers included.
class Allocations
{
public:
    Allocations();
    int count() const;

private:
    int m_before;
};
} // namespace podium::tests
