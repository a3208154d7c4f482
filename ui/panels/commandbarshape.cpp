// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/commandbar.h"
#include "ui/panels/commandform.h"
#include "ui/panels/whybutton.h"

#include <QGridLayout>

#include <algorithm>

/// Where the buttons of a CommandBar are, and how they follow what the device has.
namespace podium::ui
{
using namespace engine;

namespace
{
constexpr int mostPerLine = 4;
constexpr int lineWidth = 560; ///< of the buttons, where titles are long
} // namespace

void CommandBar::followShape()
{
    const auto &commands = m_device.description().commands;
    std::vector<Entry> entries;
    for (const auto &command : commands) {
        auto *known = button(command.name);
        entries.push_back({command, known ? known : makeButton(command)});
    }
    for (const auto &former : m_entries) {
        m_grid->removeWidget(former.button);
        if (std::ranges::find(entries, former.button, &Entry::button) != entries.end())
            continue;
        former.button->disconnect(this);
        former.button->hide();
        former.button->deleteLater();
    }
    if (m_form && std::ranges::find(commands, m_form->command().name, &CommandSpec::name) == commands.end())
        closeForm();
    m_entries = std::move(entries);
    arrange();
    refresh();
}

void CommandBar::arrange()
{
    int widest = 1;
    for (const auto &entry : m_entries)
        widest = std::max(widest, entry.button->sizeHint().width());
    const int perLine = std::clamp(lineWidth / widest, 1, mostPerLine);
    for (int column = 0; column <= mostPerLine; ++column)
        m_grid->setColumnStretch(column, column == perLine ? 1 : 0);
    m_grid->addWidget(m_why, 0, perLine, Qt::AlignRight | Qt::AlignVCenter);
    int place = 0;
    for (const auto &entry : m_entries) {
        m_grid->addWidget(entry.button, place / perLine, place % perLine);
        ++place;
    }
}
} // namespace podium::ui
