// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <vector>

class QDockWidget;
class QMenu;

namespace podium::ui
{
/// Brings the keyboard to the parts of the window: F6 and Shift+F6 in turn, Alt and a digit straight to one, also into a dock
/// that floats, is behind another tab, or is closed. A part gives the keyboard back to what had it there last.
/// Thread: the GUI's.
class PartCycle : public QObject
{
    Q_OBJECT

public:
    explicit PartCycle(QWidget &window);

    /// The next part in the order. Dock: what it has to be brought to the front with; null: it is always seen.
    void add(const QString &title, QWidget *content, QDockWidget *dock = nullptr);
    /// The entries for all parts that were added.
    void fill(QMenu &menu);

    /// The part that this widget is in gives the keyboard to it the next time.
    void enterNextAt(QWidget &widget);
    /// To the part so many places further that is open and can take the keyboard.
    void step(int by);
    /// To this part, which is opened if it is closed.
    void go(std::size_t part);

private:
    struct Part {
        QString title;
        QWidget *content;
        QDockWidget *dock;
        QPointer<QWidget> last; ///< what had the keyboard there
    };

    void remember(QWidget *focus);
    static QWidget *entrance(const Part &part);

    QWidget &m_window;
    std::vector<Part> m_parts;
    std::size_t m_current = 0; ///< where the keyboard was last
};
} // namespace podium::ui
