// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/editbar.h"

#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/parameterrow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// A panel of one device that collects edits.
struct PanelDesk : UiBench {
    PanelDesk()
    {
        panel.show();
        panel.activateWindow();
        settle();
        collect().click();
    }
    QToolButton &collect() const
    {
        for (auto *button : panel.findChildren<QToolButton *>())
            if (button->accessibleName() == QStringLiteral("Collect edits of m"))
                return *button;
        qFatal("no button to collect");
    }
    QLineEdit &field(const QString &title) const
    {
        for (const auto *row : panel.rows())
            if (row->title() == title && row->editor())
                return *qobject_cast<QLineEdit *>(row->editor()->field());
        qFatal("no field");
    }
    void type(const QString &title, const QString &text)
    {
        auto &line = field(title);
        line.setFocus();
        line.selectAll();
        QTest::keyClicks(&line, text);
        QTest::keyClick(&line, Qt::Key_Tab);
    }
    void run(Duration time)
    {
        for (int i = 0; i < 5; ++i) {
            advance(time / 5);
            settle();
        }
    }
    const QStringList &sent() { return device().sent; }

    ui::DevicePanel panel{*views, *client, QStringLiteral("m")};
    ui::EditBar &edits = panel.edits();
};

void desk(const char *sentence, void (*body)(PanelDesk &))
{
    check(sentence, [body] {
        PanelDesk panel;
        body(panel);
    });
}

const auto velocity = QStringLiteral("velocity");
const auto position = QStringLiteral("position");
const auto label = QStringLiteral("name");
} // namespace

/// Edits that are collected and sent together.
class TstEditBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edits_data()
    {
        checkTable();
        desk("Leaving a field keeps its edit, nothing is sent, and the difference is told", [](PanelDesk &desk) {
            QVERIFY(desk.edits.isVisible());
            QVERIFY(!desk.edits.applyButton().isEnabled());
            QVERIFY(desk.edits.applyButton().toolTip().contains(QStringLiteral("Nothing was edited")));
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.type(label, QStringLiteral("north"));
            desk.settle();
            QCOMPARE(desk.field(velocity).text(), QStringLiteral("20 mm/s"));
            QVERIFY(desk.sent().isEmpty());
            QCOMPARE(desk.edits.differences(), (QStringList{QStringLiteral("velocity: not set \u2192 20 mm/s"), QStringLiteral("name: not set \u2192 north")}));
            QCOMPARE(desk.edits.applyButton().text(), QStringLiteral("Apply all 2"));
        });
        desk("Apply all sends the settings, and what moves when they are accepted", [](PanelDesk &desk) {
            desk.type(position, QStringLiteral("5 mm"));
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.device().delay = 100ms;
            desk.edits.applyButton().click();
            desk.advance(50ms);
            desk.settle();
            QVERIFY(!desk.edits.applyButton().isEnabled());
            desk.run(2s);
            QCOMPARE(desk.sent(), (QStringList{QStringLiteral("velocity 20 mm/s"), QStringLiteral("position 5.000 mm")}));
            QVERIFY(desk.edits.differences().isEmpty());
        });
        desk("One edit that cannot be sent keeps all from being sent", [](PanelDesk &desk) {
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.type(position, QStringLiteral("500 mm"));
            desk.edits.applyButton().click();
            desk.run(1s);
            QVERIFY(desk.sent().isEmpty());
            const auto &text = desk.edits.message().text();
            QVERIFY2(text.startsWith(QStringLiteral("Nothing was sent.")) && text.contains(QStringLiteral("100 mm")), qPrintable(text));
            QCOMPARE(desk.edits.differences().size(), 2);
        });
        desk("A setting that the device refuses keeps the motion from starting", [](PanelDesk &desk) {
            desk.type(position, QStringLiteral("5 mm"));
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.device().fails = velocity;
            desk.edits.applyButton().click();
            desk.run(1s);
            QCOMPARE(desk.sent(), QStringList{QStringLiteral("velocity 20 mm/s")});
            QVERIFY2(desk.edits.message().text().contains(QStringLiteral("no motion was started")), qPrintable(desk.edits.message().text()));
            QCOMPARE(desk.edits.differences().size(), 2); // for correction
        });
        desk("A motion that was edited on after Apply all is not sent", [](PanelDesk &desk) {
            desk.type(position, QStringLiteral("5 mm"));
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.device().delay = 500ms;
            desk.edits.applyButton().click();
            desk.advance(100ms);
            desk.settle();
            desk.type(position, QStringLiteral("15 mm"));
            desk.run(5s);
            QCOMPARE(desk.sent(), QStringList{QStringLiteral("velocity 20 mm/s")});
            QVERIFY2(desk.edits.message().text().contains(QStringLiteral("Edited meanwhile, so not sent: position")), qPrintable(desk.edits.message().text()));
        });
        desk("Touching a setting that is under way does not let the motion go before it was accepted", [](PanelDesk &desk) {
            desk.type(position, QStringLiteral("5 mm"));
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.type(label, QStringLiteral("north"));
            desk.device().delay = 500ms;
            desk.device().fails = velocity;
            desk.edits.applyButton().click();
            desk.advance(100ms);
            desk.settle();
            desk.type(velocity, QStringLiteral("30 mm/s"));
            desk.run(5s);
            QVERIFY(!desk.sent().contains(QStringLiteral("position 5.000 mm")));
        });
        desk("Discard all brings every field back to its setpoint", [](PanelDesk &desk) {
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.type(label, QStringLiteral("north"));
            desk.edits.discardButton().click();
            desk.run(1s);
            QVERIFY(desk.edits.differences().isEmpty());
            QCOMPARE(desk.field(label).text(), QString());
            QVERIFY(desk.sent().isEmpty());
        });
        desk("A click on Collect edits keeps the edit that was begun", [](PanelDesk &desk) {
            desk.collect().click(); // off again
            QVERIFY(QTest::qWaitForWindowActive(&desk.panel));
            auto &line = desk.field(velocity);
            line.setFocus();
            line.selectAll();
            QTest::keyClicks(&line, QStringLiteral("20 mm/s"));
            desk.settle();
            QTest::mouseClick(desk.panel.windowHandle(), Qt::LeftButton, {}, desk.collect().mapTo(&desk.panel, desk.collect().rect().center()));
            QVERIFY(desk.edits.isCollecting());
            QVERIFY(line.hasFocus());
            QCOMPARE(line.text(), QStringLiteral("20 mm/s"));
            QCOMPARE(desk.edits.differences().size(), 1);
        });
        desk("A panel that no longer collects discards what is left, and leaving a field reverts again", [](PanelDesk &desk) {
            desk.type(velocity, QStringLiteral("20 mm/s"));
            desk.collect().click();
            QVERIFY(!desk.edits.isVisible());
            desk.type(label, QStringLiteral("north"));
            QCOMPARE(desk.field(label).text(), QString());
            QVERIFY(desk.sent().isEmpty());
        });
    }
    void edits() { runCheck(); }
};

PODIUM_TEST_MAIN(TstEditBar)
#include "tst_editbar.moc"
