// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/valuelabel.h"

#include "tests/support/testmain.h"
#include "tests/ui/contrast.h"
#include "tests/ui/uibench.h"
#include "ui/style/look.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QSet>

#include <cmath>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::contrast;
using tests::UiBench;

/// What a readback looks like, and what it costs.
class TstValueLabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValueHasItsUnitAndItsDecimals()
    {
        UiBench bench;
        bench.device().position().setReading(Quantity(-12.3471, bench.mm));
        ui::ValueLabel label(bench.view("m.position"));
        label.show();
        bench.settle();
        QCOMPARE(label.text(), u"\u221212.347 mm"_qs);
        QVERIFY2(label.explanation().startsWith(u"\u221212.3471 mm\nm.position\nread "), qPrintable(label.explanation()));
    }

    void eachMarkIsUnmistakable_data()
    {
        QTest::addColumn<Quality>("quality");
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<QString>("glyph");
        QTest::addColumn<QString>("word");
        QTest::newRow("normal has no mark") << Quality::Valid << Severity::None << QString() << QString();
        QTest::newRow("minor alarm") << Quality::Valid << Severity::Minor << u"!"_qs << u"minor alarm"_qs;
        QTest::newRow("major alarm") << Quality::Valid << Severity::Major << u"!!"_qs << u"major alarm"_qs;
        QTest::newRow("invalid") << Quality::Invalid << Severity::None << u"?"_qs << u"invalid"_qs;
        QTest::newRow("lost goes before any alarm") << Quality::Lost << Severity::Major << u"\u00d7"_qs << u"no connection"_qs;
        QTest::newRow("stale") << Quality::Stale << Severity::None << u"~"_qs << u"stale"_qs;
        QTest::newRow("an alarm stays visible when stale") << Quality::Stale << Severity::Major << u"!!"_qs << u"major alarm"_qs;
    }
    void eachMarkIsUnmistakable()
    {
        QFETCH(Quality, quality);
        QFETCH(Severity, severity);
        const auto look = ui::lookOf(quality, severity);
        QTEST(look.glyph, "glyph");
        QTEST(look.word, "word");
        QCOMPARE(look.tone == ui::Tone::Text, look.glyph.isEmpty());
    }

    void coloursCanBeRead_data()
    {
        QTest::addColumn<ui::Theme::Mode>("mode");
        QTest::newRow("light") << ui::Theme::Mode::Light;
        QTest::newRow("dark") << ui::Theme::Mode::Dark;
    }
    void coloursCanBeRead()
    {
        using ui::Tone;
        QFETCH(ui::Theme::Mode, mode);
        auto &theme = ui::Theme::instance();
        theme.apply(*qApp, mode);
        QSet<QRgb> seen;
        for (const auto tone : {Tone::Text, Tone::Muted, Tone::Busy, Tone::Minor, Tone::Major, Tone::Invalid, Tone::Lost}) {
            const auto colour = theme.colour(tone);
            seen << colour.rgb();
            for (const auto ground : {Tone::Base, Tone::Window})
                QVERIFY2(contrast(colour, theme.colour(ground)) >= 4.5, qPrintable(colour.name()));
        }
        QCOMPARE(seen.size(), 7);
        QVERIFY(!theme.icon(ui::Icon::Stop).pixmap(24, 24).isNull());
    }

    void marksAndAgesMoveNothing()
    {
        UiBench bench;
        auto &position = bench.device().position();
        position.setReading(Quantity(1, bench.mm));
        ui::ValueLabel label(bench.view("m.position"));
        label.show();
        bench.settle();
        const auto size = label.sizeHint();
        position.setQuality(Quality::Stale, u"no answer for 14 s"_qs);
        bench.advance(14s);
        bench.settle();
        QVERIFY2(label.text().startsWith(u"~ 1.000 mm 14 s"), qPrintable(label.text()));
        QVERIFY(label.explanation().contains(u"no answer for 14 s"));
        QCOMPARE(label.sizeHint(), size);
        position.setQuality(Quality::Lost, u"no link"_qs);
        bench.settle();
        QVERIFY2(label.text().startsWith(u"\u00d7 1.000 mm"), qPrintable(label.text())); // the last value is kept
        QCOMPARE(label.sizeHint(), size);
    }

    void theAgeGrowsOnAPanelThatIsOpenedAnew()
    {
        UiBench bench;
        auto &position = bench.device().position();
        position.setReading(Quantity(1, bench.mm));
        position.setQuality(Quality::Stale, u"no answer"_qs);
        bench.advance(14s);
        bench.settle();
        ui::ValueLabel label(bench.view("m.position")); // of what is old already
        const auto expectToAge = [&] {
            label.show();
            bench.settle();
            const auto before = label.text();
            QVERIFY2(before.startsWith(u"~ 1.000 mm "), qPrintable(before));
            bench.advance(5s);
            ui::RefreshClock::instance().second();
            QVERIFY2(label.text() != before, qPrintable(before));
        };
        expectToAge();
        label.hide();
        const auto hidden = label.text();
        bench.advance(5s);
        ui::RefreshClock::instance().second();
        QCOMPARE(label.text(), hidden);
        expectToAge();
    }

    void itPaintsOnlyWhatDiffersAndNotTooOften()
    {
        UiBench bench;
        auto &position = bench.device().position();
        position.setReading(Quantity(1, bench.mm));
        ui::ValueLabel label(bench.view("m.position"));
        label.show();
        QVERIFY(QTest::qWaitForWindowExposed(&label));
        bench.settle();
        const int before = label.paintCount();
        position.setReading(Quantity(1.0001, bench.mm));
        bench.settle();
        QCOMPARE(label.paintCount(), before);
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 100; ++i) {
            position.setReading(Quantity(i, bench.mm));
            bench.advance(40ms);
            QCoreApplication::processEvents();
        }
        bench.settle();
        QVERIFY(label.paintCount() > before);
        QVERIFY(label.paintCount() - before <= 2 + time.elapsed() / 80);
        QCOMPARE(label.text(), u"99.000 mm"_qs);
    }

    void hiddenItCostsNothing()
    {
        UiBench bench;
        ui::ValueLabel label(bench.view("m.position"));
        label.show();
        bench.settle();
        label.hide();
        const auto delivered = bench.core.hub->counters().delivered;
        bench.device().position().setReading(Quantity(7, bench.mm));
        bench.settle();
        QCOMPARE(bench.core.hub->counters().delivered, delivered);
        label.show();
        bench.settle();
        QCOMPARE(label.text(), u"7.000 mm"_qs);
    }

    void theAddressIsCopiedByMiddleClickAndByCtrlC()
    {
        UiBench bench;
        ui::ValueLabel label(bench.view("m.position"));
        label.show();
        QTest::mouseClick(&label, Qt::MiddleButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"m.position"_qs);
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(&label, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"m.position"_qs);
    }

    void screenReadersGetNameAndValue()
    {
        UiBench bench;
        bench.device().position().setReading(Quantity(2, bench.mm));
        ui::ValueLabel label(bench.view("m.position"));
        label.show();
        bench.settle();
        auto *access = QAccessible::queryAccessibleInterface(&label);
        QVERIFY(access);
        QCOMPARE(access->text(QAccessible::Name), u"position readback"_qs);
        QCOMPARE(access->text(QAccessible::Value), u"2.000 mm"_qs);
    }
};

PODIUM_TEST_MAIN(TstValueLabel)
#include "tst_valuelabel.moc"
