// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace podium::ui
{
/// A scroll area for panels, which keep their heads in view: what Tab goes to is brought out from below them.
/// Thread: the GUI's.
class PanelScroll : public QScrollArea
{
    Q_OBJECT

public:
    using QScrollArea::QScrollArea;

protected:
    bool focusNextPrevChild(bool next) override;

private:
    bool isSeen(const QWidget &head) const;
};
} // namespace podium::ui
