// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shapeddevice.h"
#include "tests/support/testmain.h"
#include "tests/ui/paneldesk.h"
#include "ui/panels/commandbar.h"
#include "ui/panels/commandform.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/editbar.h"
#include "ui/panels/familypanel.h"
#include "ui/tree/devicetree.h"

#include <QApplication>

using namespace podium;
using namespace podium::tests;

namespace
{
const auto s = QStringLiteral("s");

/// A window with the panels of the motors a and b, and of s, which is told by its instrument what it has.
struct ShapeDesk : WindowDesk {
    explicit ShapeDesk(const QString &family = QStringLiteral("meter"))
    {
        core.bench.add(std::make_unique<ShapedDevice>(core.bench.context(s, QStringLiteral("Shaped"), {}), family));
        tell();
        window->activateWindow();
        for (const auto &device : {tests::a, tests::b, s})
            window->panels().open(device);
        settle();
    }
    /// As the program does when the device has told.
    void tell()
    {
        const auto bench = std::make_shared<const BenchDescription>(describe(core.bench));
        client->setBench(bench);
        views->setBench(bench, {});
        settle();
    }
    ShapedDevice &shaped() { return static_cast<ShapedDevice &>(core.bench.device(s)); }
    ui::DevicePanel &its() { return panel(*this, s); }
    QStringList rows()
    {
        QStringList names;
        for (const auto *row : its().rows())
            if (row->isVisible())
                names << row->address().section(u'.', 1);
        return names;
    }
    QLineEdit &fieldOf(const char *parameter) { return *qobject_cast<QLineEdit *>(its().row(s + u'.' + QLatin1String(parameter))->editor()->field()); }
};

void desk(const char *sentence, void (*body)(ShapeDesk &))
{
    check(sentence, [body] {
        ShapeDesk desk;
        body(desk);
    });
}
} // namespace

/// Panels, tree and menus follow an instrument that tells at run time what it has.
class TestShapeFollow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowShowsWhatTheDeviceHas_data();
    void theWindowShowsWhatTheDeviceHas() { runCheck(); }
    void thePanelOfItsFamilyIsMadeWhenNothingIsLackingAnyMore();
};

void TestShapeFollow::theWindowShowsWhatTheDeviceHas_data()
{
    checkTable();
    desk("a new parameter gets a row that works in the panel that is open", [](ShapeDesk &desk) {
        auto *panel = &desk.its();
        QCOMPARE(desk.rows(), QStringList());
        desk.shaped().give(QStringLiteral("gain"));
        desk.tell();
        QCOMPARE(&desk.its(), panel);
        QCOMPARE(desk.rows(), QStringList{QStringLiteral("gain")});
        auto &field = desk.fieldOf("gain");
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("7"));
        QTest::keyClick(&field, Qt::Key_Return);
        desk.advance(1s);
        QCOMPARE(desk.shaped().written, QStringList{QStringLiteral("gain 7")});
    });
    desk("a parameter that is taken back loses its row, and has it again in its place when it comes back", [](ShapeDesk &desk) {
        for (const auto *name : {"one", "two", "three"})
            desk.shaped().give(QLatin1String(name));
        desk.tell();
        desk.shaped().takeBack(QStringLiteral("two"));
        desk.tell();
        QCOMPARE(desk.rows(), (QStringList{QStringLiteral("one"), QStringLiteral("three")}));
        QVERIFY(!desk.views->parameter({s, QStringLiteral("two")}));
        desk.shaped().give(QStringLiteral("two"));
        desk.tell();
        QCOMPARE(desk.rows(), (QStringList{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
    });
    desk("what is typed in another row of the panel, and in other panels, stays with the keyboard where it is", [](ShapeDesk &desk) {
        desk.shaped().give(QStringLiteral("gain"));
        desk.tell();
        desk.its().edits().setCollecting(true);
        auto &gain = desk.fieldOf("gain");
        gain.setFocus();
        gain.selectAll();
        QTest::keyClicks(&gain, QStringLiteral("7"));
        panel(desk, a).edits().setCollecting(true);
        type(desk, a, QStringLiteral("12.5"));
        gain.setFocus();
        desk.shaped().give(QStringLiteral("offset"));
        desk.shaped().giveCommand(QStringLiteral("beep"));
        desk.tell();
        desk.shaped().takeBack(QStringLiteral("offset"));
        desk.tell();
        QCOMPARE(&desk.fieldOf("gain"), &gain);
        QVERIFY(gain.hasFocus());
        QVERIFY(desk.its().rows().front()->editor()->isEdited());
        QVERIFY(gain.text().startsWith(QLatin1Char('7')));
        QVERIFY(panel(desk, a).rows().front()->editor()->isEdited());
        QVERIFY(field(desk, a).text().startsWith(QStringLiteral("12.5")));
        QCOMPARE(desk.its().edits().differences().size(), 1);
    });
    desk("commands come and go, and the form of one that stays keeps what was typed", [](ShapeDesk &desk) {
        desk.shaped().giveCommand(QStringLiteral("beep"));
        desk.shaped().giveCommand(QStringLiteral("dance"), QStringLiteral("steps"));
        desk.tell();
        auto *bar = desk.its().commands();
        QVERIFY(bar && bar->button(QStringLiteral("beep")));
        bar->button(QStringLiteral("dance"))->click();
        auto *form = bar->form();
        QVERIFY(form);
        desk.shaped().takeBack(QStringLiteral("beep"));
        desk.shaped().giveCommand(QStringLiteral("sing"));
        desk.tell();
        QCOMPARE(desk.its().commands(), bar);
        QVERIFY(!bar->button(QStringLiteral("beep")));
        QVERIFY(bar->button(QStringLiteral("sing"))->isVisible());
        QCOMPARE(bar->form(), form);
        desk.shaped().takeBack(QStringLiteral("dance"));
        desk.tell();
        QVERIFY(!bar->form());
        bar->button(QStringLiteral("sing"))->click();
        desk.advance(1s);
        QCOMPARE(desk.shaped().written, QStringList{QStringLiteral("sing")});
    });
    desk("a stop and a write protection are there as soon as there is something to stop and to protect", [](ShapeDesk &desk) {
        QVERIFY(!desk.its().header().stopButton());
        QVERIFY(!desk.its().header().protection());
        desk.shaped().give(QStringLiteral("gain"));
        desk.shaped().stops = true;
        desk.tell();
        QVERIFY(desk.its().header().protection() && desk.its().header().stopButton()->isVisible());
        QTest::mousePress(desk.its().header().stopButton(), Qt::LeftButton);
        desk.advance(1s);
        QVERIFY(desk.shaped().written.contains(QStringLiteral("stop")));
    });
    desk("the tree shows a value as soon as there is one, and keeps what was chosen", [](ShapeDesk &desk) {
        auto &view = desk.window->findChild<ui::DeviceTree *>()->view();
        desk.window->findChild<ui::DeviceTree *>()->showDevice(s);
        const auto value = [&view] { return view.currentIndex().siblingAtColumn(ui::DeviceTreeModel::ValueColumn).data().toString(); };
        QVERIFY(!value().contains(QLatin1Char('4')));
        desk.shaped().give(QStringLiteral("gain"));
        desk.tell();
        QCOMPARE(view.currentIndex().data(ui::DeviceTreeModel::DeviceRole).toString(), s);
        QVERIFY2(value().contains(QLatin1Char('4')), qPrintable(value()));
    });
    desk("Tab goes through the rows in their order, new ones too", [](ShapeDesk &desk) {
        desk.shaped().give(QStringLiteral("one"));
        desk.shaped().give(QStringLiteral("two"));
        desk.shaped().give(QStringLiteral("three"));
        desk.shaped().takeBack(QStringLiteral("two"));
        desk.tell();
        desk.shaped().give(QStringLiteral("two"));
        desk.tell();
        desk.fieldOf("one").setFocus();
        QStringList passed;
        for (int i = 0; i < 20 && passed.size() < 2; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            for (const auto *name : {"two", "three"})
                if (QApplication::focusWidget() == &desk.fieldOf(name))
                    passed << QLatin1String(name);
        }
        QCOMPARE(passed, (QStringList{QStringLiteral("two"), QStringLiteral("three")}));
    });
}

void TestShapeFollow::thePanelOfItsFamilyIsMadeWhenNothingIsLackingAnyMore()
{
    ShapeDesk desk(QStringLiteral("detector"));
    const auto isHandMade = [&desk] { return dynamic_cast<ui::FamilyPanel *>(&desk.its()) != nullptr; };
    desk.shaped().give(QStringLiteral("counts"));
    desk.tell();
    auto *generated = &desk.its();
    QVERIFY(!isHandMade());
    desk.shaped().give(QStringLiteral("gain"));
    desk.tell();
    QCOMPARE(&desk.its(), generated); // it lacks the command trigger still

    desk.shaped().giveCommand(QStringLiteral("trigger"));
    desk.tell();
    QVERIFY(isHandMade() && desk.its().isVisible());
    desk.shaped().giveCommand(QStringLiteral("beep"));
    desk.tell();
    QVERIFY(isHandMade() && desk.its().commands()->button(QStringLiteral("beep"))->isVisible());

    desk.shaped().takeBack(QStringLiteral("trigger"));
    desk.tell();
    QVERIFY(!isHandMade());
    QCOMPARE(desk.rows(), (QStringList{QStringLiteral("counts"), QStringLiteral("gain")}));
}

PODIUM_TEST_MAIN(TestShapeFollow)
#include "tst_shapefollow.moc"
