// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/taskbutton.h"

#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QStyleOptionButton>

#include <algorithm>

namespace podium::ui
{
TaskButton::TaskButton(Icon icon, const QString &text, QWidget *parent) : QPushButton(parent), m_icon(icon), m_text(text)
{
    setAutoDefault(false);
    connect(this, &QPushButton::pressed, this, &TaskButton::aim);
    connect(this, &QPushButton::clicked, this, &TaskButton::act);
    updateLook();
}

void TaskButton::follow(const engine::Task<engine::Value> &task)
{
    m_tasks.push_back(task);
    updateLook();
    task.finally(this, [this](const engine::TaskInfo &info) { ended(info); });
}

bool TaskButton::follows(engine::TaskId task) const
{
    return std::ranges::any_of(m_tasks, [task](const auto &followed) { return followed.id() == task; });
}

void TaskButton::cancelAll() const
{
    for (const auto &task : m_tasks)
        task.cancel();
}

void TaskButton::ended(const engine::TaskInfo &task)
{
    std::erase_if(m_tasks, [&](const auto &followed) { return followed.id() == task.id; });
    if (m_tasks.empty())
        m_freeSince = RefreshClock::instance().now();
    updateLook();
    Q_EMIT finished(task);
}

void TaskButton::aim()
{
    constexpr std::chrono::milliseconds reaction{400};
    m_meansCancel = isBusy() || (m_freeSince && RefreshClock::instance().now() - *m_freeSince < reaction);
}

void TaskButton::act()
{
    if (!m_meansCancel)
        Q_EMIT startRequested();
    else if (isBusy())
        m_tasks.back().cancel();
}

void TaskButton::setBlocked(const QString &why)
{
    if (std::exchange(m_blocked, why) != why)
        updateLook();
}

void TaskButton::setExplanation(const QString &text)
{
    m_explanation = text;
    updateLook();
}

void TaskButton::updateLook()
{
    const bool busy = isBusy();
    setText(busy ? tr("Cancel") : buttonText(m_text));
    setIcon(Theme::instance().icon(busy ? Icon::Cancel : m_icon, busy ? Tone::Busy : Tone::Text));
    const bool isUsable = busy || m_blocked.isEmpty();
    if (!isUsable && hasFocus() && m_heir)
        m_heir->setFocus(Qt::OtherFocusReason);
    setEnabled(isUsable);
    const auto why = busy ? tr("Cancels \u201c%1\u201d: what it moved is stopped.").arg(m_tasks.back().info().label)
                          : m_blocked.isEmpty() ? m_explanation : m_blocked;
    setToolTip(plainToolTip(why));
    setStatusTip(oneLine(why));
    setAccessibleName(oneLine(busy ? tr("Cancel %1").arg(m_text) : m_text));
    setAccessibleDescription(why);
}

QSize TaskButton::sizeHint() const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    QSize size;
    for (const auto &label : {buttonText(m_text), tr("Cancel")}) {
        option.text = label;
        const auto text = fontMetrics().size(Qt::TextShowMnemonic, label);
        const QSize contents(text.width() + iconSize().width() + 4, std::max(text.height(), iconSize().height()));
        size = size.expandedTo(style()->sizeFromContents(QStyle::CT_PushButton, &option, contents, this));
    }
    return size;
}
} // namespace podium::ui
