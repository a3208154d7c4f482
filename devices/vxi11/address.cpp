// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/address.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QUrl>
#include <QUrlQuery>

#include <limits>

namespace podium::devices::vxi11
{
namespace
{
constexpr quint32 longestTimeout = 600'000; // Unit: milliseconds

[[noreturn]] void refuse(const QString &text, const QString &why)
{
    throw engine::Error(engine::ErrorKind::Refused,
                        QStringLiteral("The address %1 is refused: %2.").arg(engine::quoted(text), why));
}

class Keys
{
public:
    Keys(const QString &text, const QUrl &url)
        : m_text(text)
        , m_items(QUrlQuery(url).queryItems(QUrl::FullyDecoded))
    {
    }
    /// A whole number up to a largest; `first` without the key.
    quint32 number(const QString &key, quint32 least, quint32 largest, quint32 first)
    {
        const auto value = take(key);
        if (!value)
            return first;
        bool isNumber = false;
        const auto number = value->toUInt(&isNumber);
        if (!isNumber || number < least || number > largest || !value->at(0).isDigit())
            refuse(m_text, QStringLiteral("%1=%2 is no whole number from %3 to %4")
                               .arg(key, *value, QString::number(least), QString::number(largest)));
        return number;
    }
    std::optional<QString> take(const QString &key)
    {
        std::optional<QString> value;
        for (auto item = m_items.begin(); item != m_items.end();) {
            if (item->first != key) {
                ++item;
                continue;
            }
            if (value)
                refuse(m_text, QStringLiteral("%1 stands in it twice").arg(key));
            value = item->second;
            item = m_items.erase(item);
        }
        return value;
    }
    void checkNoneLeft() const
    {
        if (!m_items.isEmpty())
            refuse(m_text, QStringLiteral("there is no key %1; there are port, portmapper, io_timeout and lock_timeout "
                                          "(both in milliseconds), lock and termchar")
                               .arg(engine::quoted(m_items.constFirst().first)));
    }

private:
    QString m_text;
    QList<std::pair<QString, QString>> m_items;
};
} // namespace

Address Address::parse(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool bare = url.port() < 0 && !url.hasFragment() && url.userInfo().isEmpty();
    const auto device = url.path(QUrl::FullyDecoded).mid(1);
    if (!url.isValid() || url.scheme() != QLatin1String("vxi11") || url.host().isEmpty() || !bare ||
        device.contains(QLatin1Char('/')))
        refuse(text, QStringLiteral("write vxi11://host/inst0; the port of a core channel that no portmapper knows goes "
                                    "behind it as ?port=1024"));
    Address address;
    address.host = url.host();
    if (!device.isEmpty())
        address.device = device;
    Keys keys(text, url);
    address.port = static_cast<quint16>(keys.number(QStringLiteral("port"), 1, std::numeric_limits<quint16>::max(), 0));
    address.portmapper = static_cast<quint16>(
        keys.number(QStringLiteral("portmapper"), 1, std::numeric_limits<quint16>::max(), address.portmapper));
    address.ioTimeout = keys.number(QStringLiteral("io_timeout"), 1, longestTimeout, address.ioTimeout);
    address.lockTimeout = keys.number(QStringLiteral("lock_timeout"), 0, longestTimeout, address.lockTimeout);
    if (const auto lock = keys.take(QStringLiteral("lock"))) {
        if (*lock != QLatin1String("yes") && *lock != QLatin1String("no"))
            refuse(text, QStringLiteral("lock=%1 is neither yes nor no").arg(*lock));
        address.lock = *lock == QLatin1String("yes");
    }
    constexpr quint32 none = std::numeric_limits<quint32>::max();
    if (const auto byte = keys.number(QStringLiteral("termchar"), 0, std::numeric_limits<quint8>::max(), none); byte != none)
        address.termChar = static_cast<char>(byte);
    keys.checkNoneLeft();
    return address;
}

QString Address::toString() const
{
    const Address first;
    QUrl url;
    url.setScheme(QStringLiteral("vxi11"));
    url.setHost(host);
    url.setPath(QLatin1Char('/') + device, QUrl::DecodedMode);
    QUrlQuery query;
    const auto add = [&query](const char *key, const QString &value) { query.addQueryItem(QString::fromLatin1(key), value); };
    if (port != first.port)
        add("port", QString::number(port));
    if (portmapper != first.portmapper)
        add("portmapper", QString::number(portmapper));
    if (ioTimeout != first.ioTimeout)
        add("io_timeout", QString::number(ioTimeout));
    if (lockTimeout != first.lockTimeout)
        add("lock_timeout", QString::number(lockTimeout));
    if (lock)
        add("lock", QStringLiteral("yes"));
    if (termChar)
        add("termchar", QString::number(static_cast<quint8>(*termChar)));
    if (!query.isEmpty())
        url.setQuery(query);
    return url.toString(QUrl::FullyEncoded);
}
} // namespace podium::devices::vxi11
