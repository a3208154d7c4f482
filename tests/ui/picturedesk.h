// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/imagedesk.h"
#include "tests/ui/paneldesk.h"

namespace podium::tests
{
/// The picture of a device that joins the bench of a window.
inline ui::ImageView &addPicture(WindowDesk &desk)
{
    const auto id = QStringLiteral("lab/cam");
    auto &device = static_cast<ImageDevice &>(desk.core.bench.add(std::make_unique<ImageDevice>(desk.core.bench.context(id, QStringLiteral("Camera"), {}))));
    device.open();
    const auto bench = std::make_shared<const BenchDescription>(describe(desk.core.bench));
    desk.client->setBench(bench);
    desk.views->setBench(bench, {});
    desk.window->panels().open(id);
    desk.settle();
    device.image().setReading(gradient());
    desk.settle();
    return *panel(desk, id).row(QStringLiteral("lab/cam.image"))->picture();
}

/// By the keyboard, and active.
inline ui::ImageWindow &openLarge(WindowDesk &desk, ui::ImageView &picture)
{
    desk.window->activateWindow();
    picture.canvas().setFocus(Qt::TabFocusReason);
    QTest::keyClick(&picture.canvas(), Qt::Key_Return);
    desk.settle();
    auto *window = picture.largeWindow();
    if (!window || !QTest::qWaitForWindowActive(window))
        qFatal("no window for the picture");
    return *window;
}
} // namespace podium::tests
