// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journalentry.h"

#include <array>

namespace podium::engine
{
namespace
{
struct Row {
    JournalKind kind;
    QLatin1StringView name;
    bool urgent;
};

constexpr std::array<Row, 14> table{{
    {JournalKind::TaskStarted, QLatin1StringView("TaskStarted"), false},
    {JournalKind::TaskFinished, QLatin1StringView("TaskFinished"), false},
    {JournalKind::Write, QLatin1StringView("Write"), false},
    {JournalKind::Refusal, QLatin1StringView("Refusal"), false},
    {JournalKind::Stop, QLatin1StringView("Stop"), true},
    {JournalKind::Receipt, QLatin1StringView("Receipt"), true},
    {JournalKind::Latch, QLatin1StringView("Latch"), true},
    {JournalKind::MotionStarted, QLatin1StringView("MotionStarted"), true},
    {JournalKind::MotionEnded, QLatin1StringView("MotionEnded"), false},
    {JournalKind::MarkTaken, QLatin1StringView("MarkTaken"), true},
    {JournalKind::Device, QLatin1StringView("Device"), false},
    {JournalKind::LockBroken, QLatin1StringView("LockBroken"), false},
    {JournalKind::Error, QLatin1StringView("Error"), false},
    {JournalKind::Message, QLatin1StringView("Message"), false},
}};
} // namespace

QLatin1StringView name(JournalKind kind)
{
    return table[static_cast<std::size_t>(kind)].name;
}

std::optional<JournalKind> journalKind(QStringView text)
{
    for (const auto &row : table)
        if (text == row.name)
            return row.kind;
    return std::nullopt;
}

bool isUrgent(JournalKind kind)
{
    return table[static_cast<std::size_t>(kind)].urgent;
}
} // namespace podium::engine
