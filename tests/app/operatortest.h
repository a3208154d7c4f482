// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/eventually.h"
#include "tests/app/operatedrack.h"
#include "tests/support/checks.h"

namespace podium::tests
{
/// The frame of the tests in which a person operates the program: one desktop for all of them, and for each row a rack.
///
/// They hold the twelve rules of reference/operator-ux.md: 1 to 4 in tst_operator_stops, 5, 6 and 9 in tst_operator_edits, 7, 8
/// and 10 in tst_operator_links, 12 in tst_operator_quit; tst_operator_keyboard does everything without the mouse. Rule 11 is
/// about scans, which are not built yet.
class OperatorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

protected:
    /// A row whose name is the sentence that holds, on a rack of its own that is ready; fault: see there.
    void row(const char *sentence, void (*body)(OperatedRack &), const QString &fault = {});

private:
    std::unique_ptr<XDesktop> m_desktop;
};
} // namespace podium::tests
