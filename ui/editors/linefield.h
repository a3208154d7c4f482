// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace podium::ui
{
/// A line to type into that selects all on entry and can show that an edit is pending, or that it is blocked.
class LineField : public QLineEdit
{
    Q_OBJECT

public:
    explicit LineField(QWidget *parent = nullptr);

    void setPending(bool pending);
    bool isPending() const { return m_pending; }
    /// Greyed and read-only, but still reachable, so that its reason can be read.
    void setBlocked(bool blocked);
    /// Its context menu, made anew, to which others may add.
    virtual QMenu *makeMenu() { return createStandardContextMenu(); }

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateColours();

    bool m_pending = false;
    bool m_blocked = false;
    bool m_enteredByMouse = false;
};
} // namespace podium::ui
