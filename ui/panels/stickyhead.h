// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace podium::ui
{
/// Keeps the head of a panel in view while the panel is scrolled: it stays at the top of what is seen of the panel, over the rows
/// that pass below it, and leaves only with the last of them.
///
/// The head is the first in the panel's layout. The panel may stand in any scroll area, or in none, and may change it.
/// Thread: the GUI's.
class StickyHead : public QObject
{
    Q_OBJECT

public:
    StickyHead(QWidget &panel, QWidget &head);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// It lies over something now, or does no longer.
    void afloatChanged(bool isAfloat);

private:
    void followContent();
    void place();

    QWidget &m_panel;
    QWidget &m_head;
    QPointer<QWidget> m_content; ///< what the panel is in, and what is scrolled
    bool m_isAfloat = false;
};
} // namespace podium::ui
