// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <functional>

namespace podium::tests {

/// The body of one data row, for tables in which each row is a behaviour of its own.
using Check = std::function<void()>;

/// Begins such a table.
inline void checkTable() { QTest::addColumn<Check>("check"); }

/// Adds a row: its name is the sentence that holds.
inline void check(const char *sentence, const Check &body) { QTest::newRow(sentence) << body; }

/// Runs the row.
inline void runCheck()
{
    QFETCH(Check, check);
    check();
}

} // namespace podium::tests
