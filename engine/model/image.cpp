// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/image.h"

#include "engine/tasks/error.h"

#include <QStringList>

#include <limits>

namespace podium::engine
{
namespace
{
qsizetype count(const Image::Samples &samples)
{
    return std::visit([](const auto &list) { return list.size(); }, samples);
}
} // namespace

Image::Image(int width, int height, Samples samples, int planes)
    : m_width(width)
    , m_height(height)
    , m_planes(planes)
    , m_samples(std::move(samples))
{
    const auto wanted = static_cast<qsizetype>(width) * height;
    if (width <= 0 || height <= 0 || planes < 1 || count(m_samples) != wanted)
        throw Error(ErrorKind::Internal, QStringLiteral("An image of %1 x %2 pixels and %3 planes cannot have %4 samples.")
                                             .arg(QString::number(width), QString::number(height), QString::number(planes),
                                                  QString::number(count(m_samples))));
}

Image::Kind Image::kind() const
{
    return std::visit(
        []<class T>(const QList<T> &) {
            return std::is_floating_point_v<T> ? Kind::Float : std::is_signed_v<T> ? Kind::Signed : Kind::Unsigned;
        },
        m_samples);
}

int Image::bits() const
{
    return std::visit([]<class T>(const QList<T> &) { return static_cast<int>(8 * sizeof(T)); }, m_samples);
}

double Image::sample(int x, int y) const
{
    if (x < 0 || y < 0 || x >= m_width || y >= m_height)
        return std::numeric_limits<double>::quiet_NaN();
    const auto index = static_cast<qsizetype>(y) * m_width + x;
    return std::visit([index](const auto &list) { return static_cast<double>(list[index]); }, m_samples);
}

QLatin1StringView name(Image::Kind kind)
{
    switch (kind) {
    case Image::Kind::Unsigned:
        return QLatin1StringView("Unsigned");
    case Image::Kind::Signed:
        return QLatin1StringView("Signed");
    case Image::Kind::Float:
        break;
    }
    return QLatin1StringView("Float");
}

QString imageText(const Image &image)
{
    if (image.isEmpty())
        return QStringLiteral("no picture");
    auto text = QStringLiteral("%1 x %2, %3 bit")
                    .arg(QString::number(image.width()), QString::number(image.height()), QString::number(image.bits()));
    if (image.kind() != Image::Kind::Unsigned)
        text += QLatin1Char(' ') + QString(name(image.kind())).toLower();
    if (image.planes() > 1)
        text += QStringLiteral(", plane 1 of %1").arg(image.planes());
    return text;
}
} // namespace podium::engine
