// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/whyhelp.h"

#include <QMenu>
#include <QPointer>
#include <QToolButton>

class QShortcut;

namespace podium::ui
{
/// "why?" at a control that is blocked or locked, else nothing, its place kept: opens the reason, and what can be done
/// about it, as a menu. Shift+F1 anywhere in its scope does the same.
class WhyButton : public QToolButton
{
    Q_OBJECT

public:
    /// Scope: the widget that is explained, and the parent. Subject: its name.
    WhyButton(WhyHelp &help, const QString &subject, QWidget *scope);
    ~WhyButton() override;

    /// Why the control is blocked or locked, what counts most first; empty: it is neither.
    void setWhys(const std::vector<Why> &whys);
    bool hasWhy() const { return !m_whys.empty(); }
    /// Asked when the menu opens.
    void setWaiting(std::function<Waiting()> waiting) { m_waiting = std::move(waiting); }
    /// Puts below the reason what a context menu has at those places while there is none.
    void setMore(std::function<void(QMenu &)> addMore) { m_addMore = std::move(addMore); }

    /// The widget's context menu shows the reason, too, while there is one.
    void serveMenuOf(QWidget &widget) { widget.installEventFilter(this); }
    /// Disabled buttons keep such an event from those around them, so that each needs it for itself.
    void serveMenuOfButtons(const QWidget &around);
    void open();
    /// The same for other reasons, at another place.
    void openAt(const QPoint &globalPlace, const std::vector<Why> &whys, const Waiting &waiting);
    QMenu *menuShown() const { return m_menu; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(QMenu &menu, const std::vector<Why> &whys, const Waiting &waiting);
    Waiting waiting() const { return m_waiting ? m_waiting() : Waiting(); }
    void retell();

    WhyHelp &m_help;
    std::vector<Why> m_whys;
    std::function<Waiting()> m_waiting;
    std::function<void(QMenu &)> m_addMore;
    QShortcut *m_key;
    QPointer<QMenu> m_menu;
};
} // namespace podium::ui
