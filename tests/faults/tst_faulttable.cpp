// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/rows.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

/// The catalogue of faults up to F30, over every link that each concerns.
class FaultTableTest : public QObject
{
    Q_OBJECT

    static bool isHere(Kind kind)
    {
        return (kind == Kind::Vxi11) == (QStringLiteral(PODIUM_FAULT_LINKS) == QLatin1String("vxi11"));
    }

private Q_SLOTS:
    /// So that none is left out without a word.
    void everyFaultIsTriedOverEveryLinkOrSaysWhyNot()
    {
        std::map<QByteArray, int> tried;
        for (const auto &row : faultRows())
            for (const auto kind : allKinds()) {
                const auto without = row.without.find(kind);
                if (without != row.without.end())
                    QVERIFY2(qstrlen(without->second) > 10, row.sentence);
                ++tried[row.fault];
            }
        for (int number = 1; number <= 30; number += number == 23 ? 7 : 1) {
            const auto fault = QByteArray("F") + (number < 10 ? "0" : "") + QByteArray::number(number);
            QVERIFY2(tried.contains(fault) || faultsOfNoLink().contains(fault), fault.constData());
        }
    }

    void faults_data()
    {
        checkTable();
        for (const auto &row : faultRows())
            for (const auto kind : allKinds())
                if (isHere(kind) && !row.without.contains(kind))
                    check((QByteArray(row.fault) + ' ' + inWords(kind) + ": " + row.sentence).constData(), [body = row.body, kind] { body(kind); });
    }
    void faults() { runCheck(); }
};

PODIUM_TEST_MAIN(FaultTableTest)
#include "tst_faulttable.moc"
