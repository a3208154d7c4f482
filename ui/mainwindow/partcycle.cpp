// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/partcycle.h"

#include "ui/stop/stopbutton.h"

#include <QApplication>
#include <QDockWidget>
#include <QMenu>

namespace podium::ui
{
namespace
{
constexpr std::size_t digits = 9;

/// Nobody is brought to STOP ALL unasked, where Space would press it; it is one Tab away.
bool canTakeKeys(const QWidget &widget, const QWidget &within)
{
    return !qobject_cast<const StopButton *>(&widget) && (&widget == &within || within.isAncestorOf(&widget)) && widget.isVisibleTo(&within) && widget.isEnabled()
        && (widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.focusProxy();
}
} // namespace

PartCycle::PartCycle(QWidget &window) : QObject(&window), m_window(window)
{
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, QWidget *now) { remember(now); });
}

void PartCycle::add(const QString &title, QWidget *content, QDockWidget *dock) { m_parts.push_back({title, content, dock, {}}); }

void PartCycle::fill(QMenu &menu)
{
    const auto addEntry = [this, &menu](const QString &text, const QKeySequence &keys, auto function) {
        auto *entry = menu.addAction(text, keys, this, function);
        entry->setShortcutContext(Qt::ApplicationShortcut); // from a window of its own, too
    };
    addEntry(tr("&Next part"), QKeySequence(Qt::Key_F6), [this] { step(1); });
    addEntry(tr("&Previous part"), QKeySequence(Qt::SHIFT | Qt::Key_F6), [this] { step(-1); });
    menu.addSeparator();
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        addEntry(m_parts[i].title, i < digits ? QKeySequence(QKeyCombination(Qt::ALT, Qt::Key(Qt::Key_1 + int(i)))) : QKeySequence(),
                 [this, i] { go(i); });
}

void PartCycle::remember(QWidget *focus)
{
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        if (m_parts[i].content->isAncestorOf(focus) || m_parts[i].content == focus) {
            m_current = i;
            m_parts[i].last = focus;
        }
}

void PartCycle::enterNextAt(QWidget &widget)
{
    for (auto &part : m_parts)
        if (part.content->isAncestorOf(&widget))
            part.last = &widget;
}

QWidget *PartCycle::entrance(const Part &part)
{
    if (part.last && canTakeKeys(*part.last, *part.content))
        return part.last;
    if (auto *proxy = part.content->focusProxy(); proxy && canTakeKeys(*proxy, *part.content))
        return proxy;
    auto *widget = part.content;
    do {
        if (canTakeKeys(*widget, *part.content))
            return widget;
        widget = widget->nextInFocusChain();
    } while (widget != part.content);
    return nullptr;
}

void PartCycle::step(int by)
{
    const auto count = int(m_parts.size());
    for (int i = 1; i <= count; ++i) {
        const auto index = std::size_t(((int(m_current) + i * by) % count + count) % count);
        const auto &part = m_parts[index];
        if ((part.dock && part.dock->isHidden()) || !entrance(part))
            continue;
        go(index);
        return;
    }
}

void PartCycle::go(std::size_t index)
{
    const auto &part = m_parts[index];
    if (part.dock) {
        part.dock->show();
        part.dock->raise();
    }
    part.content->window()->activateWindow();
    if (auto *target = entrance(part))
        target->setFocus(Qt::ShortcutFocusReason);
}
} // namespace podium::ui
