// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/uibench.h"
#include "ui/panels/imagewindow.h"
#include "ui/panels/parameterrow.h"
#include "ui/stop/stopmonitor.h"

#include <QScrollArea>

namespace podium::tests
{
/// A device with a picture.
class ImageDevice final : public TestDevice
{
public:
    explicit ImageDevice(const DeviceContext &context) : TestDevice(context)
    {
        ParameterSpec spec;
        spec.name = QStringLiteral("image");
        spec.title = QStringLiteral("Chip: picture");
        spec.type = ParameterType::Image;
        spec.access = Access::ReadOnly;
        m_image = &addParameter(spec);
    }
    Parameter &image() const { return *m_image; }

private:
    Parameter *m_image = nullptr;
};

/// 60 x 40, each sample 100 y + x, from 0.
inline Image gradient(int width = 60, int height = 40)
{
    QList<quint16> samples;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            samples << static_cast<quint16>(100 * y + x);
    return Image(width, height, samples);
}

/// The row of a picture, shown.
struct ImageDesk : UiBench {
    ImageDesk() : UiBench(QStringList())
    {
        device = &static_cast<ImageDevice &>(
            core.bench.add(std::make_unique<ImageDevice>(core.bench.context(QStringLiteral("lab/cam"), QStringLiteral("Camera"), {}))));
        device->open();
        core.hub = std::make_unique<Hub>(core.engine, core.bench, core.locks);
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        row = std::make_unique<ui::ParameterRow>(*views, *client, UiBench::address("lab/cam.image"));
        stops.emplace(*client);
        connectLarge(*row);
        row->resize(700, row->sizeHint().height());
        row->show();
        row->activateWindow();
        [[maybe_unused]] const bool isActive = QTest::qWaitForWindowActive(row.get());
        settle();
    }
    ~ImageDesk() { row.reset(); }

    void give(const Image &image)
    {
        device->image().setReading(image);
        settle();
        row->resize(700, row->sizeHint().height());
        settle();
    }
    /// What a window does for rows and panels: it opens their pictures large.
    template <class Part>
    void connectLarge(const Part &part)
    {
        QObject::connect(&part, &Part::pictureRequested, &*stops, [this](ui::ImageView &picture) { picture.openLarge(*stops); });
    }
    ui::ImageView &view() const { return *row->picture(); }
    ui::ImageCanvas &canvas() const { return view().canvas(); }
    /// Opened by the keyboard, and active.
    ui::ImageWindow &openLarge()
    {
        canvas().setFocus(Qt::TabFocusReason);
        QTest::keyClick(&canvas(), Qt::Key_Return);
        settle();
        auto *window = view().largeWindow();
        if (!window || !QTest::qWaitForWindowActive(window))
            qFatal("no window for the picture");
        return *window;
    }

    ImageDevice *device = nullptr;
    std::optional<ui::StopMonitor> stops;
    std::unique_ptr<ui::ParameterRow> row;
};
} // namespace podium::tests
