// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "engine/model/family.h"
#include "ui/style/theme.h"

#include <QCache>
#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

static void initIconResource() { Q_INIT_RESOURCE(icons); } // not from inside a namespace

namespace podium::ui
{
namespace
{
QString fileName(Icon icon)
{
    switch (icon) {
    // clang-format off
    case Icon::Stop: return QStringLiteral("stop");
    case Icon::Cancel: return QStringLiteral("cancel");
    case Icon::Apply: return QStringLiteral("apply");
    case Icon::Collect: return QStringLiteral("collect");
    case Icon::Pause: return QStringLiteral("pause");
    case Icon::Resume: return QStringLiteral("resume");
    case Icon::Home: return QStringLiteral("home");
    case Icon::MuchLess: return QStringLiteral("muchless");
    case Icon::Less: return QStringLiteral("less");
    case Icon::More: return QStringLiteral("more");
    case Icon::MuchMore: return QStringLiteral("muchmore");
    case Icon::Reset: return QStringLiteral("reset");
    case Icon::Lock: return QStringLiteral("lock");
    case Icon::Unlock: return QStringLiteral("unlock");
    case Icon::Protected: return QStringLiteral("protected");
    case Icon::Unprotected: return QStringLiteral("unprotected");
    case Icon::OwnWindow: return QStringLiteral("ownwindow");
    case Icon::PutBack: return QStringLiteral("putback");
    case Icon::Close: return QStringLiteral("close");
    case Icon::Filter: return QStringLiteral("filter");
    case Icon::Motor: return QStringLiteral("motor");
    case Icon::Stage: return QStringLiteral("stage");
    case Icon::Supply: return QStringLiteral("supply");
    case Icon::Meter: return QStringLiteral("meter");
    case Icon::Heater: return QStringLiteral("heater");
    case Icon::Shutter: return QStringLiteral("shutter");
    case Icon::Detector: return QStringLiteral("detector");
    case Icon::Rotator: return QStringLiteral("rotator");
    case Icon::Device: return QStringLiteral("device");
    case Icon::Group: return QStringLiteral("group");
    case Icon::StateOk: return QStringLiteral("stateok");
    case Icon::StateOn: return QStringLiteral("stateon");
    case Icon::StateBusy: return QStringLiteral("statebusy");
    case Icon::StateAlarm: return QStringLiteral("statealarm");
    case Icon::StateDisconnected: return QStringLiteral("statedisconnected");
    case Icon::StateStale: return QStringLiteral("statestale");
    case Icon::Log: return QStringLiteral("log");
    case Icon::Tasks: return QStringLiteral("tasks");
    case Icon::Traffic: return QStringLiteral("traffic");
    case Icon::Tree: return QStringLiteral("tree");
    // clang-format on
    case Icon::Podium: break;
    }
    return QStringLiteral("podium");
}

/// The drawing with its own colour in the place of currentColor.
QByteArray drawing(Icon icon, const QColor &colour)
{
    static const bool isThere = (initIconResource(), true); // a static library's resources wait to be asked for
    Q_UNUSED(isThere)
    QFile file(QStringLiteral(":/podium/icons/%1.svg").arg(fileName(icon)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The icon %s is not among the resources.", qPrintable(file.fileName()));
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

struct IconKey {
    Icon icon;
    Tone tone;
    QIcon::Mode mode;
    bool isDark;
    QSize size;

    friend bool operator==(const IconKey &, const IconKey &) = default;
    friend size_t qHash(const IconKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, int(key.icon), int(key.tone), int(key.mode), key.isDark, key.size.width(), key.size.height());
    }
};

/// The pictures that icons have drawn, at most 1 MiB of them; none outlives the application.
QCache<IconKey, QPixmap> &drawnIcons()
{
    static QCache<IconKey, QPixmap> cache(qsizetype(1024) * 1024);
    static const bool isEmptied = (qAddPostRoutine([] { cache.clear(); }), true);
    Q_UNUSED(isEmptied)
    return cache;
}

class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(Icon icon, Tone tone) : m_icon(icon), m_tone(tone) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto &theme = Theme::instance();
        const QColor colour = mode == QIcon::Selected   ? QGuiApplication::palette().color(QPalette::HighlightedText)
                              : mode == QIcon::Disabled ? theme.colour(Tone::Line)
                                                        : theme.colour(m_tone);
        QSvgRenderer(drawing(m_icon, colour)).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const IconKey key{m_icon, m_tone, mode, Theme::instance().isDark(), size};
        if (const auto *drawn = drawnIcons().object(key))
            return *drawn;
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        {
            QPainter painter(&pixmap);
            paint(&painter, QRect(QPoint(), size), mode, state);
        }
        drawnIcons().insert(key, new QPixmap(pixmap), std::max<qsizetype>(1, 4 * qsizetype(size.width()) * size.height()));
        return pixmap;
    }

    QIconEngine *clone() const override { return new SvgIconEngine(*this); }

private:
    Icon m_icon;
    Tone m_tone;
};
} // namespace

QIcon makeIcon(Icon icon, Tone tone) { return QIcon(new SvgIconEngine(icon, tone)); }

Icon familyIcon(const QString &name)
{
    namespace family = engine::family;
    static const QHash<QString, Icon> icons{
        {family::detector, Icon::Detector},     {family::motor, Icon::Motor},     {family::multimeter, Icon::Meter},
        {family::powerSupply, Icon::Supply},    {family::rotator, Icon::Rotator}, {family::shutter, Icon::Shutter},
        {family::temperatureController, Icon::Heater}, {family::stage, Icon::Stage},
    };
    return icons.value(name, Icon::Device);
}
} // namespace podium::ui
