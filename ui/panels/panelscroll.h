// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QScrollArea>

namespace podium::ui
{
/// A scroll area for panels, which keep their heads in view: what the focus goes to, by whichever key, is brought out from below
/// them. A click scrolls nothing away from under the mouse, and so does a window that becomes active again.
/// Thread: the GUI's.
class PanelScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit PanelScroll(QWidget *parent = nullptr);
    ~PanelScroll() override;

    /// Scrolls as far as is needed to see a widget of a panel beside the panel's head.
    void reveal(QWidget &widget);
    /// The same for a whole panel, or, if it is higher than there is room, its head and what follows.
    void revealPanel(QWidget &panel);

protected:
    bool focusNextPrevChild(bool next) override;

private:
    void follow(QWidget *focus);
    bool isSeen(const QWidget &head) const;

    QPointer<QWidget> m_focus; ///< of this window, the last one
};
} // namespace podium::ui
