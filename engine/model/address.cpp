// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/address.h"

#include <QHash>

#include <algorithm>

namespace podium::engine
{
namespace
{
bool isWordCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

bool isIdPart(QStringView part)
{
    return !part.isEmpty() &&
           std::all_of(part.begin(), part.end(), [](QChar c) { return isWordCharacter(c) || c == u'-'; });
}

bool isParameterName(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isWordCharacter);
}
} // namespace

bool isDeviceId(QStringView text)
{
    const auto parts = text.split(u'/');
    return std::all_of(parts.begin(), parts.end(), isIdPart);
}

DeviceId parentDevice(QStringView id)
{
    const qsizetype slash = id.lastIndexOf(u'/');
    return slash < 0 ? DeviceId() : id.first(slash).toString();
}

std::optional<Address> Address::parse(const QString &text)
{
    const qsizetype dot = text.lastIndexOf(u'.');
    if (dot < 0 || !isDeviceId(QStringView(text).first(dot)) || !isParameterName(QStringView(text).sliced(dot + 1)))
        return std::nullopt;
    return Address{text.first(dot), text.sliced(dot + 1)};
}

QString Address::text() const { return device + QLatin1Char('.') + parameter; }

std::strong_ordering Address::operator<=>(const Address &other) const
{
    const int byDevice = device.compare(other.device);
    return (byDevice != 0 ? byDevice : parameter.compare(other.parameter)) <=> 0;
}

size_t qHash(const Address &address, size_t seed) noexcept
{
    return qHashMulti(seed, address.device, address.parameter);
}
} // namespace podium::engine
