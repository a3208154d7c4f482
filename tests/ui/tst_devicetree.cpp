// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicetree.h"

#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/panels/devicemime.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::UiBench;

/// The tree: shape, values, alarms, filter, what it asks for, what is dragged from it.
class TstDeviceTree : public QObject
{
    Q_OBJECT

    std::unique_ptr<UiBench> m_bench;
    std::unique_ptr<ui::DeviceTree> m_tree;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    QAbstractItemModel &model() const { return *m_tree->view().model(); }
    QModelIndex find(const QString &title) const
    {
        return model().match(model().index(0, 0), Qt::DisplayRole, title, 1, Qt::MatchRecursive | Qt::MatchExactly).value(0);
    }
    QString value(const QString &title) const { return find(title).siblingAtColumn(1).data().toString(); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<UiBench>(QStringList{u"stage"_qs, u"stage/x"_qs, u"stage/y"_qs, u"pump"_qs});
        auto description = std::make_shared<BenchDescription>(*m_bench->client->bench());
        DeviceDescription broken;
        broken.id = u"camera"_qs;
        broken.problem = u"there is no driver \"cam\""_qs;
        broken.group = u"Detectors"_qs;
        description->devices.push_back(broken);
        m_bench->views.emplace(*m_bench->core.hub, description);
        m_tree = std::make_unique<ui::DeviceTree>(*m_bench->views, *m_bench->client);
        m_tester = std::make_unique<QAbstractItemModelTester>(static_cast<QSortFilterProxyModel &>(model()).sourceModel(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_tree->show();
        m_bench->settle();
    }
    void cleanup()
    {
        m_tester.reset();
        m_tree.reset();
        m_bench.reset();
    }

    void devicesStandBelowTheirGroupAndTheirDevice()
    {
        QCOMPARE(model().rowCount(), 2);
        QCOMPARE(find(u"Motor stage/x"_qs).parent(), find(u"Motor stage"_qs));
        QCOMPARE(find(u"Motor pump"_qs).parent().data().toString(), u"Devices"_qs);
        QCOMPARE(find(u"Motor pump"_qs).data(ui::DeviceTreeModel::DeviceRole).toString(), u"pump"_qs);
    }

    void theMainValueIsLive()
    {
        m_bench->device(u"stage/x"_qs).position().setReading(Quantity(-3.5, m_bench->mm));
        m_bench->settle();
        QCOMPARE(value(u"Motor stage/x"_qs), u"\u22123.500 mm"_qs);
    }

    void hundredChangesAreToldInFewSteps()
    {
        QSignalSpy changes(static_cast<QSortFilterProxyModel &>(model()).sourceModel(), &QAbstractItemModel::dataChanged);
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 100; ++i) {
            m_bench->device(u"pump"_qs).position().setReading(Quantity(i, m_bench->mm));
            m_bench->advance(40ms);
            QCoreApplication::processEvents();
        }
        m_bench->settle();
        QVERIFY(!changes.isEmpty());
        QVERIFY(changes.size() <= 2 + time.elapsed() / 80);
        QCOMPARE(value(u"Motor pump"_qs), u"99.000 mm"_qs);
    }

    void alarmsRollUp()
    {
        auto &position = m_bench->device(u"stage/y"_qs).position();
        position.setAlarmLimits({.minor = {-10.0, 10.0}, .major = {-20.0, 20.0}});
        position.setReading(Quantity(50, m_bench->mm));
        m_bench->settle();
        for (const auto &title : {u"Motor stage/y"_qs, u"Motor stage"_qs, u"Devices"_qs})
            QCOMPARE(find(title).data(ui::DeviceTreeModel::SeverityRole).toInt(), 3);
        QCOMPARE(find(u"Motor pump"_qs).data(ui::DeviceTreeModel::SeverityRole).toInt(), 0);
        QCOMPARE(value(u"Motor stage/y"_qs), u"!! 50.000 mm"_qs);
        position.setReading(Quantity(0, m_bench->mm));
        m_bench->settle();
        QCOMPARE(find(u"Devices"_qs).data(ui::DeviceTreeModel::SeverityRole).toInt(), 0);
    }

    void aBrokenDeviceIsListedWithItsProblem()
    {
        const auto camera = find(u"camera"_qs);
        QVERIFY(camera.isValid());
        QCOMPARE(value(u"camera"_qs), u"!! not there"_qs);
        QVERIFY(camera.data(Qt::AccessibleDescriptionRole).toString().contains(u"there is no driver \"cam\""));
    }

    void typingFilters()
    {
        QTest::keyClicks(&m_tree->filter(), u"PUMP"_qs);
        QVERIFY(find(u"Motor pump"_qs).isValid());
        QVERIFY(!find(u"Motor stage/x"_qs).isValid());
        QTest::keyClick(&m_tree->filter(), Qt::Key_Escape);
        QVERIFY(find(u"Motor stage/x"_qs).isValid());
    }

    void doubleClickAndEnterAskForThePanel()
    {
        QSignalSpy asked(m_tree.get(), &ui::DeviceTree::panelRequested);
        auto &view = m_tree->view();
        const auto place = view.visualRect(find(u"Motor pump"_qs)).center();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(asked.size(), 1);
        view.setCurrentIndex(find(u"Motor stage/x"_qs));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(asked.last().first().toString(), u"stage/x"_qs);
    }

    void controlEnterAsksForAWindowOfItsOwn()
    {
        QSignalSpy panels(m_tree.get(), &ui::DeviceTree::panelRequested);
        QSignalSpy windows(m_tree.get(), &ui::DeviceTree::windowRequested);
        auto &view = m_tree->view();
        view.setCurrentIndex(find(u"Motor stage/x"_qs));
        QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(windows.value(0).value(0).toString(), u"stage/x"_qs);
        QVERIFY(panels.isEmpty());
    }

    void showingADeviceLiftsTheFilterThatHidesIt()
    {
        m_tree->filter().setText(u"pump"_qs);
        m_tree->showDevice(u"pump"_qs);
        QCOMPARE(m_tree->filter().text(), u"pump"_qs);
        m_tree->showDevice(u"stage/x"_qs);
        QCOMPARE(m_tree->filter().text(), QString());
        QCOMPARE(m_tree->view().currentIndex().data(ui::DeviceTreeModel::DeviceRole).toString(), u"stage/x"_qs);
    }

    void enterOpensAllThatAreChosen()
    {
        QSignalSpy panels(m_tree.get(), &ui::DeviceTree::panelRequested);
        auto &view = m_tree->view();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(find(u"Motor pump"_qs)).center());
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ControlModifier, view.visualRect(find(u"Motor stage/y"_qs)).center());
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(panels.size(), 2);
        QCOMPARE(panels[0][0].toString(), u"stage/y"_qs);
        QCOMPARE(panels[1][0].toString(), u"pump"_qs);
    }

    void enterOnAGroupFoldsIt()
    {
        QSignalSpy panels(m_tree.get(), &ui::DeviceTree::panelRequested);
        auto &view = m_tree->view();
        view.setCurrentIndex(find(u"Devices"_qs));
        QTest::keyClick(&view, Qt::Key_Return);
        QVERIFY(!view.isExpanded(find(u"Devices"_qs)));
        QVERIFY(panels.isEmpty());
    }

    void theFilterFindsAnIdToo()
    {
        QVERIFY(!find(u"camera"_qs).data().toString().contains(u"stage"));
        QTest::keyClicks(&m_tree->filter(), u"motor stage/y"_qs);
        QVERIFY(find(u"Motor stage/y"_qs).isValid());
        m_tree->filter().clear();
        auto description = std::make_shared<BenchDescription>();
        DeviceDescription titled;
        titled.id = u"rack/7"_qs;
        titled.title = u"Guide field"_qs;
        description->devices.push_back(titled);
        Views views(*m_bench->core.hub, description);
        ui::DeviceTreeModel model(views);
        ui::DeviceFilter filter;
        filter.setSourceModel(&model);
        filter.setFilterFixedString(u"RACK/"_qs);
        QCOMPARE(filter.rowCount(), 1);
        filter.setFilterFixedString(u"rack/8"_qs);
        QCOMPARE(filter.rowCount(), 0);
    }

    void typingInTheTreeFilters()
    {
        m_tree->activateWindow();
        m_tree->view().setFocus();
        for (const char letter : {'p', 'u', 'm', 'p'})
            QTest::keyClick(m_tree->windowHandle(), letter);
        QCOMPARE(m_tree->filter().text(), u"pump"_qs);
        QVERIFY(!find(u"Motor stage/x"_qs).isValid());
        QTest::keyClick(m_tree->windowHandle(), Qt::Key_Down);
        QVERIFY(m_tree->view().hasFocus());
        QTest::keyClick(m_tree->windowHandle(), Qt::Key_Escape);
        QVERIFY(find(u"Motor stage/x"_qs).isValid());
    }

    void whatWasFoldedIsFoldedAgainAfterFiltering()
    {
        auto &view = m_tree->view();
        view.collapse(find(u"Motor stage"_qs));
        QTest::keyClicks(&m_tree->filter(), u"stage/x"_qs);
        QVERIFY(view.isExpanded(find(u"Motor stage"_qs)));
        m_tree->filter().clear();
        QVERIFY(!view.isExpanded(find(u"Motor stage"_qs)));
        QVERIFY(view.isExpanded(find(u"Devices"_qs)));
    }

    void dragging_data()
    {
        QTest::addColumn<QStringList>("chosen");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("devices");
        QTest::newRow("one device") << QStringList{u"Motor pump"_qs} << QString() << QStringList{u"pump"_qs};
        QTest::newRow("several, from top to bottom")
            << QStringList{u"camera"_qs, u"Motor pump"_qs, u"Motor stage/x"_qs} << QString() << QStringList{u"stage/x"_qs, u"pump"_qs, u"camera"_qs};
        QTest::newRow("a group: all in it, once") << QStringList{u"Devices"_qs, u"Motor pump"_qs} << QString()
                                                  << QStringList{u"stage"_qs, u"stage/x"_qs, u"stage/y"_qs, u"pump"_qs};
        QTest::newRow("a device, without those below it") << QStringList{u"Motor stage"_qs} << QString() << QStringList{u"stage"_qs};
        QTest::newRow("a group: what the filter shows of it") << QStringList{u"Devices"_qs} << u"pump"_qs << QStringList{u"pump"_qs};
    }
    void dragging()
    {
        QFETCH(QStringList, chosen);
        QFETCH(QString, filter);
        m_tree->filter().setText(filter);
        QModelIndexList rows;
        for (const auto &title : chosen) {
            QVERIFY(model().flags(find(title)).testFlag(Qt::ItemIsDragEnabled));
            rows << find(title) << find(title).siblingAtColumn(1);
        }
        const std::unique_ptr<QMimeData> data(model().mimeData(rows));
        QTEST(ui::devicesIn(data.get()), "devices");
        QCOMPARE(data->formats(), QStringList{ui::deviceMimeType()}); // no text: a field would take it
        QVERIFY(m_tree->view().dragEnabled());
        QVERIFY(!m_tree->view().acceptDrops());
    }
};

PODIUM_TEST_MAIN(TstDeviceTree)
#include "tst_devicetree.moc"
