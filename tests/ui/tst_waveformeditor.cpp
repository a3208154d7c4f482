// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/menukey.h"
#include "tests/ui/stubbornholder.h"
#include "tests/ui/wavedesk.h"
#include "ui/panels/whybutton.h"

#include <QMenu>
#include <QToolButton>

using namespace podium;
using namespace podium::engine;
using tests::check;
using Desk = tests::WaveDesk;
constexpr auto desk = tests::waveDesk;

namespace
{
void typing()
{
    desk("many samples are shown as a summary", [](Desk &d) { QCOMPARE(d.line->text(), u"101 points, \u22121.000 \u2026 2.500 mm"_qs); });
    desk("a few are shown as a list with all their digits", [](Desk &d) {
        d.device->curve().setSetpoint(Waveform{{-1.23456, 2}, d.mm});
        d.settle();
        QCOMPARE(d.line->text(), u"[\u22121.23456, 2] mm"_qs);
        d.line->setFocus();
        QTest::keyClick(d.line, Qt::Key_End);
        QTest::keyClick(d.line, Qt::Key_Home);
        QTest::keyClick(d.line, Qt::Key_Delete);
        QTest::keyClicks(d.line, u"["_qs);
        d.enter(); // what is shown can be sent: nothing changed
        QVERIFY2(d.told().contains(u"is the setpoint already"), qPrintable(d.told()));
    });
    desk("a range is previewed, told in the tooltip, and sent by Enter", [](Desk &d) {
        d.type(u"0 .. 10 mm in 11"_qs);
        QVERIFY(d.line->isPending());
        QCOMPARE(d.editor->hint(), u"11 points, 0.000 \u2026 10.000 mm"_qs);
        QVERIFY2(d.line->toolTip().contains(u"will write 11 points, 0 \u2026 10 mm (now 101 points, \u22121 \u2026 2.5 mm)"), qPrintable(d.line->toolTip()));
        QCOMPARE(d.editor->curves().pending().size(), 11);
        QCOMPARE(d.editor->curves().present().size(), 101);
        QVERIFY(d.device->sent.isEmpty());
        d.enter();
        QCOMPARE(d.device->sent, QStringList{u"curve 11"_qs});
        QCOMPARE(d.setpoint().samples.at(3), 3.0);
        QVERIFY(!d.editor->isEdited());
        QCOMPARE(d.line->text(), u"11 points, 0.000 \u2026 10.000 mm"_qs);
        QVERIFY(d.editor->curves().pending().isEmpty());
        QCOMPARE(d.editor->curves().present().size(), 11);
    });
    desk("another unit is converted, visibly", [](Desk &d) {
        d.type(u"[100, 250] um"_qs);
        QCOMPARE(d.editor->hint(), u"2 points, 0.100 \u2026 0.250 mm"_qs);
        d.enter();
        QCOMPARE(d.setpoint(), (Waveform{{0.1, 0.25}, d.mm}));
    });
    desk("without a unit it is the field's, with a typographic minus too", [](Desk &d) {
        d.type(u"\u22121, 2"_qs);
        QCOMPARE(d.editor->hint(), u"2 points, \u22121.000 \u2026 2.000 mm"_qs);
    });
    desk("what is typed takes the place of the summary, wherever the cursor is", [](Desk &d) {
        d.line->setFocus();
        d.line->setCursorPosition(3);
        QTest::keyClicks(d.line, u"7"_qs);
        QCOMPARE(d.line->text(), u"7"_qs);
    });
    desk("Backspace takes all of a summary", [](Desk &d) {
        d.line->setFocus();
        d.line->setCursorPosition(9);
        QTest::keyClick(d.line, Qt::Key_Backspace);
        QCOMPARE(d.line->text(), QString());
    });
    desk("Apply sends", [](Desk &d) {
        d.type(u"1, 2 mm"_qs);
        d.settle();
        QTest::mouseClick(d.row->applyButton(), Qt::LeftButton);
        d.settle();
        QCOMPARE(d.device->sent, QStringList{u"curve 2"_qs});
    });
    desk("Esc reverts text and curve", [](Desk &d) {
        d.type(u"1, 2 mm"_qs);
        QTest::keyClick(d.line, Qt::Key_Escape);
        QCOMPARE(d.line->text(), u"101 points, \u22121.000 \u2026 2.500 mm"_qs);
        QVERIFY(!d.editor->isEdited());
        QVERIFY(d.editor->curves().pending().isEmpty());
    });
    desk("leaving reverts and sends nothing", [](Desk &d) {
        d.type(u"1, 2 mm"_qs);
        d.editor->importButton().setFocus(Qt::TabFocusReason);
        QVERIFY(!d.editor->isEdited());
        d.settle();
        QVERIFY(d.device->sent.isEmpty());
    });
    desk("Ctrl+Enter sends the setpoint again", [](Desk &d) {
        d.line->setFocus();
        QTest::keyClick(d.line, Qt::Key_Return, Qt::ControlModifier);
        d.settle();
        QCOMPARE(d.device->sent, QStringList{u"curve 101"_qs});
    });
    desk("it is not overwritten while edited, and a change elsewhere is told and drawn", [](Desk &d) {
        d.type(u"1, 2 mm"_qs);
        d.device->curve().setSetpoint(Waveform{{4, 5, 6}, d.mm});
        d.settle();
        QCOMPARE(d.line->text(), u"1, 2 mm"_qs);
        QVERIFY2(d.editor->hint().contains(u"changed elsewhere to 3 points, 4.000 \u2026 6.000 mm"), qPrintable(d.editor->hint()));
        QCOMPARE(d.editor->curves().present().size(), 3);
    });
    desk("blocked, field and file button say why", [](Desk &d) {
        d.device->setState(DeviceState::Disconnected, u"cable out"_qs);
        d.settle();
        QVERIFY(d.line->isReadOnly());
        QVERIFY(!d.editor->importButton().isEnabled());
        QVERIFY(d.editor->importButton().toolTip().contains(u"cable out"));
        d.paste(u"1\n2\n3"_qs);
        QVERIFY(!d.editor->isEdited());
    });
    desk("Paste in the menu takes a column as the keys do, locked or not", [](Desk &d) {
        for (const bool isLocked : {false, true}) {
            std::optional<tests::StubbornHolder> holder;
            if (isLocked)
                holder.emplace(d, d.device->lockable());
            d.settle();
            QCOMPARE(d.row->why()->hasWhy(), isLocked);
            QGuiApplication::clipboard()->setText(u"1\n2.5\n-3"_qs);
            d.line->setFocus();
            tests::pressMenuKey(*d.line);
            auto *menu = d.line->findChild<QMenu *>();
            QVERIFY(menu && menu->isVisible());
            for (auto *action : menu->actions())
                if (action->text().remove(u'&').startsWith(u"Paste"))
                    action->trigger();
            menu->close();
            QCOMPARE(d.line->text(), u"3 points, \u22123.000 \u2026 2.500 mm"_qs);
            QCOMPARE(d.editor->curves().pending().size(), 3);
            d.editor->revert();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    });
    desk("the collected edits show it in short", [](Desk &d) {
        d.type(u"0 .. 10 mm in 11"_qs);
        QCOMPARE(d.editor->editText(), u"101 points, \u22121.000 \u2026 2.500 mm \u2192 11 points, 0 \u2026 10 mm"_qs);
    });
    desk("the tooltip says how to type it", [](Desk &d) { QVERIFY(d.line->toolTip().contains(u"0 .. 10 in 11")); });
}

void refusals()
{
    static const auto refused = [](const char *sentence, const char *text, const char *told) {
        check(sentence, [text, told] {
            Desk d;
            d.type(QString::fromUtf8(text));
            d.enter();
            QVERIFY2(d.told().contains(QString::fromUtf8(told)), qPrintable(d.told()));
            QVERIFY(d.device->sent.isEmpty());
            QCOMPARE(d.line->text(), QString::fromUtf8(text)); // kept for correction
        });
    };
    refused("the first bad sample is named with value, limit, owner and nearest", "1, 30, 40 mm",
            "sample 2 of 3 (30 mm) is above the device limit 25 mm; the highest allowed is 25 mm");
    refused("the limit of the count is named", "0 .. 1 mm in 2001", "2001 samples are more than the device limit 2000; give at most 2000");
    refused("a count beyond all bounds is refused at once", "0 .. 1 mm in 999999999", "999999999 samples are more than a text may have; give at most 100000");
    refused("NaN is refused by its index", "1, NaN, 3", "sample 2: \"NaN\" is not a finite number");
    refused("a word is refused by its index", "1, 2, x mm", "sample 3: \"x mm\" does not start with a number");
    refused("another dimension", "1, 2 V", "which is not compatible with mm");
    refused("a soft limit has its owner", "1, 2, 30 mm", "device limit");
}
} // namespace

/// The editor for waveforms keeps the conventions of all setpoint editors.
class TstWaveformEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedText_data() { tests::checkTable(); typing(); }
    void typedText() { tests::runCheck(); }
    void refusedInPlace_data() { tests::checkTable(); refusals(); }
    void refusedInPlace() { tests::runCheck(); }
};

PODIUM_TEST_MAIN(TstWaveformEditor)
#include "tst_waveformeditor.moc"
