// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/keyprobe.h"

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

/// Which presses count, and which keys they are.
class TstStopKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pressIsOneStop_data()
    {
        checkTable();
        check("Both events of one press are one stop", [] {
            KeyProbe probe;
            QObject target;
            press(&target, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(probe.stops, 1);
        });
        check("A KeyPress without a ShortcutOverride is a stop", [] {
            KeyProbe probe;
            QObject target;
            sendKey(&target, QEvent::KeyPress, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(probe.stops, 1);
        });
        check("A ShortcutOverride whose KeyPress is blocked is a stop", [] {
            KeyProbe probe;
            QObject target;
            sendKey(&target, QEvent::ShortcutOverride, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(probe.stops, 1);
        });
        check("Auto-repeat is ignored, however long the key is held", [] {
            KeyProbe probe;
            QObject target;
            press(&target, Qt::Key_K, Qt::ControlModifier);
            for (int i = 0; i < 50; ++i) {
                probe.wait(30ms);
                press(&target, Qt::Key_K, Qt::ControlModifier, 0, true);
            }
            QCOMPARE(probe.stops, 1);
        });
        check("A repeat disguised as release and press is ignored", [] {
            KeyProbe probe;
            QObject target;
            press(&target, Qt::Key_K, Qt::ControlModifier);
            probe.wait(600ms);
            for (int i = 0; i < 50; ++i) {
                probe.wait(30ms);
                release(&target, Qt::Key_K, Qt::ControlModifier);
                press(&target, Qt::Key_K, Qt::ControlModifier);
            }
            QCOMPARE(probe.stops, 1);
        });
        check("A held Ctrl+. in disguise cancels one task, and a held Ctrl+Shift+K resets nothing", [] {
            KeyProbe probe;
            QObject target;
            for (const auto &[key, modifiers] : {std::pair(Qt::Key_Period, Qt::KeyboardModifiers(Qt::ControlModifier)),
                                                 std::pair(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier)}) {
                press(&target, key, modifiers);
                for (int i = 0; i < 20; ++i) {
                    probe.wait(30ms);
                    release(&target, key, modifiers);
                    press(&target, key, modifiers);
                }
            }
            QCOMPARE(probe.cancels, 1);
            QCOMPARE(probe.resets, 1);
        });
        check("A second press 299 ms after the release does not escalate", [] { QCOMPARE(stopsWhenPressedAgainAfter(299ms), 1); });
        check("A second press 300 ms after the release escalates", [] { QCOMPARE(stopsWhenPressedAgainAfter(300ms), 2); });
        check("Who taps in panic escalates, too", [] {
            KeyProbe probe;
            QObject target;
            for (int i = 0; i < 3; ++i) {
                press(&target, Qt::Key_K, Qt::ControlModifier);
                probe.wait(60ms);
                release(&target, Qt::Key_K, Qt::ControlModifier);
                probe.wait(150ms);
            }
            QCOMPARE(probe.stops, 2);
        });
        check("A press counts at once when the latch was reset meanwhile", [] {
            KeyProbe probe;
            QObject target;
            press(&target, Qt::Key_K, Qt::ControlModifier);
            release(&target, Qt::Key_K, Qt::ControlModifier);
            probe.latched = false;
            probe.wait(50ms);
            press(&target, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(probe.stops, 2);
        });
        check("A lost release does not disable the key", [] {
            KeyProbe probe;
            QObject target;
            press(&target, Qt::Key_K, Qt::ControlModifier);
            probe.wait(2s);
            press(&target, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(probe.stops, 2);
        });
        check("The release counts when Ctrl was let go first", [] {
            KeyProbe probe;
            QObject target;
            press(&target, Qt::Key_K, Qt::ControlModifier);
            probe.wait(5s);
            release(&target, Qt::Key_K, Qt::NoModifier);
            probe.wait(100ms);
            press(&target, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(probe.stops, 1);
        });
        check("The time of the press is noted", [] {
            KeyProbe probe;
            QObject target;
            QVERIFY(!probe.filter.lastPress());
            probe.wait(7ms);
            press(&target, Qt::Key_K, Qt::ControlModifier);
            QCOMPARE(*probe.filter.lastPress(), probe.now);
        });
    }
    void pressIsOneStop() { runCheck(); }

    void keys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<uint>("scanCode");
        QTest::addColumn<QString>("does");
        const auto row = [](const char *name, int key, int modifiers, uint code, const char *does) {
            QTest::newRow(name) << key << modifiers << code << QString::fromLatin1(does);
        };
        const int ctrl = Qt::ControlModifier;
        const int shift = Qt::ShiftModifier;
        row("Ctrl+K", Qt::Key_K, ctrl, 45, "stop");
        row("Ctrl+K with the keypad's flag", Qt::Key_K, ctrl | Qt::KeypadModifier, 45, "stop");
        row("Shift+Esc", Qt::Key_Escape, shift, 9, "stop");
        row("Ctrl+.", Qt::Key_Period, ctrl, 60, "cancel");
        row("Ctrl+Shift+K", Qt::Key_K, ctrl | shift, 45, "reset");
        row("Ctrl+K on a Cyrillic layout, by its place", 0x041B, ctrl, 45, "stop");
        row("Ctrl+K on a Cyrillic layout, by its letter", 0x041B, ctrl, 0, "stop");
        row("Ctrl+K on a Greek layout", 0x039A, ctrl, 45, "stop");
        row("Ctrl+K on a Hebrew layout", 0x05DC, ctrl, 45, "stop");
        row("Ctrl+K on a layout that knows no such key", Qt::Key_unknown, ctrl, 45, "stop");
        row("Ctrl+Shift+K on a Cyrillic layout", 0x041B, ctrl | shift, 45, "reset");
        row("Ctrl+. on a Cyrillic layout", 0x042E, ctrl, 60, "cancel");
        row("The same letter at another place of a phonetic layout", 0x041B, ctrl, 46, "");
        row("Another Latin letter at the place of K (Dvorak)", Qt::Key_T, ctrl, 45, "");
        row("K at another place (Dvorak)", Qt::Key_K, ctrl, 55, "stop");
        row("K alone", Qt::Key_K, 0, 45, "");
        row("Esc alone", Qt::Key_Escape, 0, 9, "");
        row("Ctrl+Alt+K", Qt::Key_K, ctrl | int(Qt::AltModifier), 45, "");
        row("Ctrl+J", Qt::Key_J, ctrl, 44, "");
    }
    void keys()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(uint, scanCode);
        QFETCH(QString, does);
        KeyProbe probe;
        QObject target;
        press(&target, key, Qt::KeyboardModifiers(modifiers), scanCode);
        QString done;
        done += probe.stops == 1 ? QStringLiteral("stop") : QString();
        done += probe.cancels == 1 ? QStringLiteral("cancel") : QString();
        done += probe.resets == 1 ? QStringLiteral("reset") : QString();
        QCOMPARE(done, does);
    }

private:
    static int stopsWhenPressedAgainAfter(engine::Duration pause)
    {
        KeyProbe probe;
        QObject target;
        press(&target, Qt::Key_K, Qt::ControlModifier);
        probe.wait(80ms);
        release(&target, Qt::Key_K, Qt::ControlModifier);
        probe.wait(pause);
        press(&target, Qt::Key_K, Qt::ControlModifier);
        return probe.stops;
    }
};

PODIUM_TEST_MAIN(TstStopKeys)
#include "tst_stopkeys.moc"
