// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicetree.h"

#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::UiBench;

/// The tree: shape, values, alarms, filter, menu.
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
    QAction *action(QMenu &menu, const QString &text) const
    {
        for (auto *known : menu.actions())
            if (known->text() == text)
                return known;
        return nullptr;
    }

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
        QCOMPARE(value(u"camera"_qs), u"not there"_qs);
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

    void theMenuStopsCopiesAndProtects()
    {
        const std::unique_ptr<QMenu> menu(m_tree->makeMenu(u"pump"_qs));
        action(*menu, u"Copy address"_qs)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"pump"_qs);
        action(*menu, u"Stop"_qs)->trigger();
        m_bench->settle();
        QVERIFY(m_bench->device(u"pump"_qs).sent.contains(u"stop"_qs));
        action(*menu, u"Write-protect"_qs)->trigger();
        m_bench->settle();
        QVERIFY(m_bench->device(u"pump"_qs).protection().isOn());
        const std::unique_ptr<QMenu> again(m_tree->makeMenu(u"pump"_qs));
        QVERIFY(action(*again, u"Write-protect"_qs)->isChecked());
        QVERIFY(!m_tree->makeMenu(u"nobody"_qs));
    }

    void whatCannotStopSaysSo()
    {
        const std::unique_ptr<QMenu> menu(m_tree->makeMenu(u"camera"_qs));
        auto *stop = action(*menu, u"Stop"_qs);
        QVERIFY(!stop->isEnabled());
        QVERIFY(stop->toolTip().contains(u"nothing that could be stopped"));
    }
};

PODIUM_TEST_MAIN(TstDeviceTree)
#include "tst_devicetree.moc"
