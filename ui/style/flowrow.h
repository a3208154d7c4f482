// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace podium::ui
{
/// Widgets beside each other in one row, which breaks into more where there is not room for all. Those whose size policy is
/// Expanding need their minimum, and share what is left of their row; the lower edges of a row are in line. It needs the height of
/// all its rows at the width that it has; where people read from the right it begins there.
/// Unit: device-independent pixels. Thread: the GUI's.
class FlowRow : public QLayout
{
    Q_OBJECT

public:
    explicit FlowRow(QWidget *parent = nullptr);
    ~FlowRow() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Line = std::vector<QLayoutItem *>;

    /// Of what is visible.
    std::vector<Line> lines(int width) const;
    std::vector<int> widthsOf(const Line &line, int width) const;
    int heightOf(const Line &line, int width) const;
    void place(const Line &line, const QRect &rect) const;
    void remember();

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    int m_width = 0; ///< the last one; 0: none yet
};
} // namespace podium::ui
