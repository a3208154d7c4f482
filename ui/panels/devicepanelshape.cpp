// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/commandbar.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/editbar.h"
#include "ui/panels/panelfactory.h"
#include "ui/panels/parameterrow.h"
#include "ui/panels/taborder.h"

#include <QBoxLayout>

/// How a panel gets its rows and commands from the description of its device, and follows when that changes.
namespace podium::ui
{
using namespace engine;

QStringList DevicePanel::rowNames() const
{
    QStringList names = m_arrangement.first;
    for (const auto &spec : m_views.device(m_id)->description().parameters)
        if (!names.contains(spec.name) && (spec.isWritable() || !m_arrangement.shownLarge.contains(spec.name)))
            names << spec.name;
    return names;
}

void DevicePanel::addRows()
{
    for (const auto &name : rowNames()) {
        auto &row = addRow({m_id, name});
        if (m_arrangement.switches.contains(name))
            row.useSwitch();
    }
}

void DevicePanel::addCommands()
{
    auto &view = *m_views.device(m_id);
    if (view.description().commands.empty())
        return;
    m_commands = new CommandBar(m_views, view, m_client);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(m_arrangement.commandsFirst ? column->indexOf(m_body) : column->count(), m_commands);
    connect(m_commands, &CommandBar::taskRequested, this, &DevicePanel::taskRequested);
    connect(m_commands, &CommandBar::remedyRequested, this, &DevicePanel::remedyRequested);
}

bool DevicePanel::followShape()
{
    if (hasHandMadePanel(*m_views.bench().find(m_id)))
        return false; // it has all that its family's panel needs by now
    followRows();
    m_header->followShape();
    if (m_commands)
        m_commands->followShape();
    else
        addCommands();
    setLatched(m_latch.isOn, m_latch.by);
    alignRows();
    std::vector<QWidget *> parts{m_header, m_edits};
    parts.insert(parts.end(), m_rows.begin(), m_rows.end());
    if (m_commands)
        parts.push_back(m_commands);
    orderTabs(parts);
    return true;
}

void DevicePanel::followRows()
{
    const auto names = rowNames();
    const auto rows = m_rows;
    for (auto *row : rows)
        if (const auto address = Address::parse(row->address()); address->device == m_id && !names.contains(address->parameter))
            removeRow(*row);
    qsizetype place = 0;
    for (const auto &name : names) {
        const Address address{m_id, name};
        if (!row(address.text())) {
            auto &made = insertRow(address, place);
            if (made.editor())
                made.editor()->setKeepsEdits(m_edits->isCollecting());
        }
        ++place;
    }
}
} // namespace podium::ui
