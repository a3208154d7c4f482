// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/removal.h"
#include "tests/support/testmain.h"
#include "tests/ui/windowdesk.h"
#include "ui/bench/benchservice.h"
#include "ui/errors/errormodel.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/problemlist.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/panelwindows.h"
#include "ui/panels/parameterrow.h"
#include "ui/tree/devicetree.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace podium;
using namespace podium::tests;

namespace
{
const auto a = QStringLiteral("a");
const auto b = QStringLiteral("b");

/// A file of a bench that does as it is told.
struct TestService : ui::BenchService {
    QString file() const override { return QStringLiteral("/benches/test.toml"); }
    void reload(ui::WhenBusy whenBusy) override { reloads << int(whenBusy); }
    QList<int> reloads;
};

/// A window on a bench with the motors a and b, both panels open; the bench changes as in a running program.
struct Desk {
    Desk()
    {
        ui::WindowServices services;
        services.bench = &service;
        desk.emplace(services);
        desk->window->activateWindow();
        for (const auto &device : {a, b})
            desk->window->panels().open(device);
        desk->settle();
    }

    void remove(const QString &id)
    {
        TaskOptions options;
        options.service = true;
        const auto task = desk->core.engine.run(QStringLiteral("change"), removal::remove(desk->core.bench, {id}), options);
        desk->advance(10ms);
        QVERIFY2(task.info().succeeded(), qPrintable(task.info().error));
    }
    void add(const QString &id, const QString &title = {})
    {
        desk->core.bench.add(std::make_unique<TestDevice>(desk->core.bench.context(id, title, {})));
    }
    void tell(const QStringList &remade = {})
    {
        const auto bench = std::make_shared<const BenchDescription>(describe(desk->core.bench));
        desk->client->setBench(bench);
        desk->views->setBench(bench, remade);
        desk->settle();
    }
    ui::PanelArea &panels() { return desk->window->panels(); }
    ui::DevicePanel &panel(const QString &id) { return *panels().panel(id); }
    QLineEdit &field(const QString &id) { return *qobject_cast<QLineEdit *>(panel(id).rows().front()->editor()->field()); }
    ui::DeviceTree &tree() { return *desk->window->findChild<ui::DeviceTree *>(); }
    QStringList shownDevices()
    {
        QStringList ids;
        const auto &model = *tree().view().model();
        for (const auto &row : model.match(model.index(0, 0), Qt::DisplayRole, QString(), -1, Qt::MatchContains | Qt::MatchRecursive))
            if (const auto id = row.data(ui::DeviceTreeModel::DeviceRole).toString(); !id.isEmpty())
                ids << id;
        return ids;
    }
    QStringList menu(const char *title)
    {
        QStringList texts;
        for (auto *action : desk->window->menuBar()->actions())
            if (action->text() == QLatin1String(title))
                for (auto *entry : action->menu()->actions())
                    texts << entry->text();
        return texts;
    }

    TestService service;
    std::optional<WindowDesk> desk;
};

void desk(const char *sentence, void (*body)(Desk &))
{
    check(sentence, [body] {
        Desk desk;
        body(desk);
    });
}
} // namespace

/// The window follows a bench that changes under it.
class TestBenchFollow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowShowsWhatTheBenchIs_data();
    void theWindowShowsWhatTheBenchIs() { runCheck(); }
    void aPersonIsToldAndAsked_data();
    void aPersonIsToldAndAsked() { runCheck(); }
};

void TestBenchFollow::theWindowShowsWhatTheBenchIs_data()
{
    checkTable();
    desk("an edit in progress keeps its focus and its text while another device leaves, and another comes", [](Desk &desk) {
        auto &field = desk.field(a);
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("12.5"));
        auto *panel = &desk.panel(a);
        QVERIFY(field.hasFocus());
        desk.remove(b);
        desk.tell();
        desk.add(QStringLiteral("c"));
        desk.tell();
        QCOMPARE(&desk.panel(a), panel);
        QVERIFY(field.hasFocus());
        QVERIFY(field.text().startsWith(QStringLiteral("12.5")));
        QVERIFY(panel->rows().front()->editor()->isEdited());
        QTest::keyClicks(&field, QStringLiteral("1"));
        QVERIFY(field.text().startsWith(QStringLiteral("12.51")));
    });
    desk("the tree has the new device and not the old one; what was chosen, collapsed and filtered stays", [](Desk &desk) {
        auto &tree = desk.tree();
        tree.showDevice(a);
        tree.filter().setText(QStringLiteral("o"));
        desk.remove(b);
        desk.add(QStringLiteral("c"), QStringLiteral("Motor c"));
        desk.tell();
        QCOMPARE(desk.shownDevices(), (QStringList{a, QStringLiteral("c")}));
        QCOMPARE(tree.filter().text(), QStringLiteral("o"));
        QCOMPARE(tree.view().currentIndex().data(ui::DeviceTreeModel::DeviceRole).toString(), a);
        QCOMPARE(tree.view().selectionModel()->selectedRows().size(), 1);
        tree.filter().clear();
        const auto group = tree.view().model()->index(0, 0);
        tree.view().collapse(group);
        desk.add(QStringLiteral("d"));
        desk.tell();
        QVERIFY(!tree.view().isExpanded(tree.view().model()->index(0, 0)));
    });
    desk("the panel of a device that left says so, and closes when it is asked to", [](Desk &desk) {
        desk.remove(b);
        desk.tell();
        QVERIFY(desk.panels().panel(b));
        QVERIFY(desk.panel(b).rows().front()->editor()->blocked().contains(QStringLiteral("left the bench")));
        QVERIFY(!desk.panel(b).rows().front()->editor()->field()->isEnabled() || desk.field(b).isReadOnly());
        for (auto *button : desk.panel(b).header().findChildren<QToolButton *>())
            if (button->accessibleName() == QStringLiteral("Close the panel"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!desk.panels().panel(b));
    });
    desk("a panel that was left open works again when its device comes back", [](Desk &desk) {
        desk.remove(b);
        desk.tell();
        desk.add(b);
        desk.desk->device(b).position().setReading(Quantity(5, desk.desk->mm));
        desk.tell();
        QCOMPARE(desk.panels().openDevices(), (QStringList{a, b}));
        auto &field = desk.field(b);
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("6"));
        QTest::keyClick(&field, Qt::Key_Return);
        desk.desk->advance(2s);
        QVERIFY(desk.desk->device(b).sent.contains(QStringLiteral("position 6.000 mm")));
    });
    desk("a device that is another one now gets another panel in the same place, in its window too", [](Desk &desk) {
        desk.desk->window->panelWindows().open(a);
        auto *former = &desk.panel(a);
        desk.remove(a);
        desk.add(a, QStringLiteral("Other motor"));
        desk.tell({a});
        QVERIFY(&desk.panel(a) != former);
        QVERIFY(desk.panels().isOut(a));
        QVERIFY(desk.panel(a).title().contains(QStringLiteral("Other motor")));
        QCOMPARE(desk.panels().openDevices(), (QStringList{a, b}));
    });
    desk("menu and log know the devices that are there", [](Desk &desk) {
        desk.remove(b);
        desk.add(QStringLiteral("c"));
        desk.tell();
        const auto devices = desk.menu("&Device").join(u' ');
        QVERIFY2(devices.contains(QStringLiteral("(c)")) && !devices.contains(QStringLiteral("(b)")), qPrintable(devices));
        const auto boxes = desk.desk->window->findChildren<QComboBox *>();
        const auto box = std::find_if(boxes.begin(), boxes.end(), [](auto *known) { return known->accessibleName() == QStringLiteral("Device shown"); });
        QVERIFY((*box)->findData(QStringLiteral("c")) > 0);
        QVERIFY((*box)->findData(b) < 0);
    });
}

void TestBenchFollow::aPersonIsToldAndAsked_data()
{
    checkTable();
    desk("F5 reads the file again, also from a setpoint field", [](Desk &desk) {
        desk.field(a).setFocus();
        QTest::keyClick(&desk.field(a), Qt::Key_F5);
        QCOMPARE(desk.service.reloads, QList<int>{int(ui::WhenBusy::Ask)});
    });
    desk("a file that was not taken is in the inbox with its lines, and nothing pops up", [](Desk &desk) {
        Q_EMIT desk.service.refused(QStringLiteral("test.toml was not taken."),
                                    {{QStringLiteral("/benches/test.toml"), 7, QStringLiteral("device[1].driver"), QStringLiteral("There is no driver.")}});
        desk.desk->settle();
        QVERIFY(!desk.desk->question());
        const auto *errors = desk.desk->window->findChild<ui::ErrorModel *>();
        QCOMPARE(errors->open(), 1);
        QVERIFY(errors->at(0).text.contains(QStringLiteral("line 7")));
        QVERIFY(desk.desk->dock("problemsDock").isVisible());
        Q_EMIT desk.service.applied(QStringLiteral("The bench is new."), {});
        QVERIFY(!desk.desk->dock("problemsDock").isVisible());
    });
    desk("devices at work are named, and a person says how to go on", [](Desk &desk) {
        for (const auto &[button, answer] : {std::pair("Stop them and change", ui::WhenBusy::Stop),
                                             std::pair("Wait until they are free", ui::WhenBusy::Wait)}) {
            Q_EMIT desk.service.busy({QStringLiteral("a cannot leave the bench: task 3, move a, uses it.")});
            QVERIFY(desk.desk->question()->informativeText().contains(QStringLiteral("task 3")));
            desk.desk->answer(button);
            QCOMPARE(desk.service.reloads.last(), int(answer));
        }
        const auto before = desk.service.reloads.size();
        Q_EMIT desk.service.busy({QStringLiteral("a is at work.")});
        QTest::keyClick(desk.desk->question(), Qt::Key_Return); // a stray one
        desk.desk->settle();
        QCOMPARE(desk.service.reloads.size(), before);
        QVERIFY(!desk.desk->question());
    });
}

PODIUM_TEST_MAIN(TestBenchFollow)
#include "tst_benchfollow.moc"
