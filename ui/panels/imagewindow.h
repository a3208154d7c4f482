// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/imageview.h"

namespace podium::ui
{
class InlineMessage;
class StopBar;
class StopMonitor;

/// A window for one picture, which can be zoomed in it: STOP ALL above, as in every window of Podium. It goes with the panel that
/// opened it, keeps no program running, and is gone once it is closed (Esc does so).
/// Thread: the GUI's.
class ImageWindow : public QWidget
{
    Q_OBJECT

public:
    ImageWindow(engine::ParameterView &view, StopMonitor &stops);

    ImageView &view() const { return *m_view; }
    StopBar &strip() const { return *m_strip; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    StopBar *m_strip;
    ImageView *m_view;
    InlineMessage *m_message;
};
} // namespace podium::ui
