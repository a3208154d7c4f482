// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchdifference.h"

#include "app/instrumentcatalog.h"
#include "engine/model/address.h"

#include <QDataStream>
#include <QFile>

namespace podium::app
{
using devices::ConfigNode;

namespace
{
void write(QDataStream &out, const ConfigNode &node)
{
    out << quint8(node.kind) << node.name << node.text << node.integer << node.number << node.boolean << quint64(node.children.size());
    std::vector<const ConfigNode *> children;
    for (const auto &child : node.children)
        children.push_back(&child);
    if (node.kind == ConfigNode::Kind::Table) // the order of keys means nothing
        std::sort(children.begin(), children.end(), [](const auto *a, const auto *b) { return a->name < b->name; });
    for (const auto *child : children)
        write(out, *child);
}
} // namespace

QByteArray valuesOf(ConfigNode table)
{
    QByteArray values;
    QDataStream out(&values, QIODevice::WriteOnly);
    table.name.clear(); // its place in a list
    write(out, table);
    return values;
}

DevicePrints printsOf(const BenchPlan &plan)
{
    DevicePrints prints;
    for (const auto &device : plan.devices) {
        auto &print = prints[device.id];
        print = valuesOf(device.node);
        if (device.instrument.isEmpty())
            continue;
        QFile file(findInstrument(device.instrument, plan.file).value_or(device.instrument));
        if (file.open(QIODevice::ReadOnly))
            print += file.readAll();
    }
    return prints;
}

BenchDifference difference(const DevicePrints &running, const DevicePrints &wanted, const BenchPlan &plan)
{
    BenchDifference difference;
    for (const auto &[id, print] : running)
        if (!wanted.contains(id))
            difference.removed << id;
    for (const auto &device : plan.devices) { // parents stand before their children
        const auto parent = engine::parentDevice(device.id);
        const bool hasOtherParent = difference.added.contains(parent) || difference.removed.contains(parent) || difference.remade.contains(parent);
        const auto known = running.find(device.id);
        if (known == running.end())
            difference.added << device.id;
        else if (known->second != wanted.at(device.id) || hasOtherParent)
            difference.remade << device.id;
    }
    return difference;
}
} // namespace podium::app
