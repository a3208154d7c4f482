// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// imagepictures FOLDER: the panel of a camera and its picture in a window of its own, in both themes, as PNG files.
#include "tests/pictures/picturestates.h"
#include "tests/ui/imagedesk.h"
#include "ui/panels/devicepanel.h"

#include <cmath>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;

namespace
{
/// Stars over a sky that is brighter below.
Image sky(int width, int height)
{
    QList<quint16> samples(qsizetype(width) * height);
    quint32 noise = 7;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            noise = noise * 1664525U + 1013904223U;
            double light = 900 + 200.0 * (height - y) / height + (noise >> 26);
            for (int star = 0; star < 25; ++star) {
                const double dx = x - (star * 7919 % width);
                const double dy = y - (star * 104729 % height);
                light += 30000.0 / (1 + star) * std::exp(-(dx * dx + dy * dy) / 18);
            }
            samples[qsizetype(y) * width + x] = static_cast<quint16>(std::min(light, 65535.0));
        }
    return Image(width, height, samples);
}

/// The panel of a camera.
struct Scene : ImageDesk {
    Scene()
    {
        row->hide();
        panel = std::make_unique<ui::DevicePanel>(*views, *client, QStringLiteral("lab/cam"));
        connectLarge(*panel);
        settle();
        panel->show();
        fit();
    }
    void fit()
    {
        settle();
        panel->resize(panel->sizeHint().expandedTo(panel->minimumSizeHint()));
        settle();
        settle();
    }
    ui::ImageView &picture() const { return *panel->row(QStringLiteral("lab/cam.image"))->picture(); }
    void give(const Image &image)
    {
        device->image().setReading(image);
        fit();
    }
    void lookAt(QPoint pixel)
    {
        auto &canvas = picture().canvas();
        QTest::mouseMove(canvas.viewport(), canvas.placeOf(pixel).center());
        settle();
    }
    bool save(const QString &file)
    {
        settle();
        auto *large = picture().largeWindow();
        return (large ? static_cast<QWidget *>(large) : panel.get())->grab().save(file);
    }

    std::unique_ptr<ui::DevicePanel> panel;
};

struct State {
    const char *name;
    void (*arrange)(Scene &);
};

constexpr State states[] = {
    {"none", [](Scene &) {}},
    {"picture",
     [](Scene &scene) {
         scene.give(sky(640, 512));
         scene.lookAt({400, 300});
     }},
    {"wide", [](Scene &scene) { scene.give(sky(1000, 60)); }},
    {"keyboard",
     [](Scene &scene) {
         scene.give(sky(640, 512));
         scene.panel->activateWindow();
         scene.picture().canvas().setFocus(Qt::TabFocusReason);
         QTest::keyClick(&scene.picture().canvas(), Qt::Key_Up);
     }},
    {"invalid",
     [](Scene &scene) {
         scene.give(sky(640, 512));
         scene.device->image().setQuality(Quality::Invalid, QStringLiteral("The picture cannot be read: its card BITPIX is 24; pictures have 8, 16, 32, -32 or -64."));
     }},
    {"lost",
     [](Scene &scene) {
         scene.give(sky(640, 512));
         scene.device->image().setQuality(Quality::Lost, QStringLiteral("the server has taken CCD1 back"));
     }},
    {"large",
     [](Scene &scene) {
         scene.give(sky(640, 512));
         QTest::keyClick(&scene.picture().canvas(), Qt::Key_Return);
         scene.settle();
     }},
    {"large-zoomed",
     [](Scene &scene) {
         scene.give(sky(640, 512));
         QTest::keyClick(&scene.picture().canvas(), Qt::Key_Return);
         scene.settle();
         auto &canvas = scene.picture().largeWindow()->view().canvas();
         for (int i = 0; i < 4; ++i)
             QTest::keyClick(&canvas, Qt::Key_Plus);
         QTest::keyClick(&canvas, Qt::Key_Up);
     }},
};
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (argc != 2)
        qFatal("usage: %s FOLDER", argv[0]);
    return pictures::saveStates(application, QDir(application.arguments().at(1)), QStringLiteral("image-"), states, [] { return std::make_unique<Scene>(); });
}
