// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/operatortest.h"

namespace podium::tests
{
void OperatorTest::initTestCase()
{
    if (const auto missing = XDesktop::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_desktop = std::make_unique<XDesktop>();
    QVERIFY2(m_desktop->problem().isEmpty(), qPrintable(m_desktop->problem()));
}

void OperatorTest::cleanupTestCase() { m_desktop.reset(); }

void OperatorTest::row(const char *sentence, void (*body)(OperatedRack &), const QString &fault)
{
    check(sentence, [this, body, fault] {
        OperatedRack rack(*m_desktop, fault);
        QVERIFY2(rack.sim().error().isEmpty(), qPrintable(rack.sim().error()));
        EVENTUALLY(rack.isReady());
        DONE(rack.podium().enlarge());
        EVENTUALLY(rack.field(QStringLiteral("stage/y")).inView);
        body(rack);
        QVERIFY(QTest::currentTestFailed() || rack.podium().isWell());
    });
}
} // namespace podium::tests
