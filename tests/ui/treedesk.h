// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/ui/uibench.h"
#include "ui/tree/devicetree.h"
#include "ui/tree/rollupdelegate.h"

#include <QAbstractItemModelTester>

namespace podium::tests
{
/// A tree of a stage with two axes and a pump; "camera" is a device that could not be made.
struct TreeDesk : UiBench {
    explicit TreeDesk(const QStringList &devices = {QStringLiteral("stage"), QStringLiteral("stage/x"), QStringLiteral("stage/y"),
                                                    QStringLiteral("pump")})
        : UiBench(devices)
    {
        auto description = std::make_shared<BenchDescription>(*client->bench());
        DeviceDescription broken;
        broken.id = QStringLiteral("camera");
        broken.problem = QStringLiteral("there is no driver \"cam\"");
        broken.group = QStringLiteral("Detectors");
        description->devices.push_back(broken);
        views.emplace(*core.hub, description);
        for (const auto &id : devices)
            device(id).position().setReading(Quantity(0, mm));
        tree = std::make_unique<ui::DeviceTree>(*views, *client);
        tester = std::make_unique<QAbstractItemModelTester>(&source(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        tree->resize(420, 400);
        tree->show();
        settle();
    }

    ui::DeviceFilter &model() const { return static_cast<ui::DeviceFilter &>(*tree->view().model()); }
    QAbstractItemModel &source() const { return *model().sourceModel(); }
    QModelIndex find(const QString &title) const
    {
        return model().match(model().index(0, 0), Qt::DisplayRole, title, 1, Qt::MatchRecursive | Qt::MatchExactly).value(0);
    }
    /// What the second column shows, by itself or rolled up.
    QString shown(const QString &title) const
    {
        const auto index = find(title).siblingAtColumn(1);
        const auto rollUp = static_cast<ui::RollUpDelegate *>(tree->view().itemDelegateForColumn(1))->rollUp(index);
        return rollUp.isEmpty() ? index.data().toString() : rollUp;
    }
    QString toolTip(const QString &title) const { return find(title).data(Qt::ToolTipRole).toString(); }
    int severity(const QString &title) const { return find(title).data(ui::DeviceTreeModel::SeverityRole).toInt(); }
    QPoint placeOf(const QString &title) const { return tree->view().visualRect(find(title)).center(); }

    std::unique_ptr<ui::DeviceTree> tree;
    std::unique_ptr<QAbstractItemModelTester> tester;
};
} // namespace podium::tests
