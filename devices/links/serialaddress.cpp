// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/serialaddress.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QDir>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <iterator>

namespace podium::devices
{
namespace
{
constexpr qint32 mostBaud = 4'000'000; // the fastest that the system knows

template <class T>
struct Word {
    const char *text;
    T value;
};
constexpr Word<int> dataWords[] = {{"5", 5}, {"6", 6}, {"7", 7}, {"8", 8}};
constexpr Word<SerialSettings::Parity> parityWords[] = {{"none", SerialSettings::Parity::None},
                                                        {"even", SerialSettings::Parity::Even},
                                                        {"odd", SerialSettings::Parity::Odd},
                                                        {"mark", SerialSettings::Parity::Mark},
                                                        {"space", SerialSettings::Parity::Space}};
constexpr Word<SerialSettings::StopBits> stopWords[] = {{"1", SerialSettings::StopBits::One},
                                                        {"1.5", SerialSettings::StopBits::OneAndHalf},
                                                        {"2", SerialSettings::StopBits::Two}};
constexpr Word<SerialSettings::Flow> flowWords[] = {{"none", SerialSettings::Flow::None},
                                                    {"hardware", SerialSettings::Flow::Hardware},
                                                    {"software", SerialSettings::Flow::Software}};

[[noreturn]] void refuse(const QString &address, const QString &why)
{
    throw engine::Error(engine::ErrorKind::Refused,
                        QStringLiteral("The address %1 is refused: %2.").arg(engine::quoted(address), why));
}

template <class T, std::size_t N>
T valueOf(const QString &address, const QString &key, const QString &text, const Word<T> (&words)[N])
{
    QStringList allowed;
    for (const auto &word : words) {
        if (text == QLatin1String(word.text))
            return word.value;
        allowed << QLatin1String(word.text);
    }
    refuse(address, QStringLiteral("%1=%2 is none of %3").arg(key, text, allowed.join(QLatin1String(", "))));
}

template <class T, std::size_t N>
QString textOf(T value, const Word<T> (&words)[N])
{
    for (const auto &word : words)
        if (word.value == value)
            return QLatin1String(word.text);
    return {};
}

void take(const QString &address, const QString &key, const QString &text, SerialSettings &settings)
{
    if (key == QLatin1String("baud")) {
        bool ok = false;
        settings.baud = text.toInt(&ok);
        if (!ok || settings.baud < 1 || settings.baud > mostBaud)
            refuse(address, QStringLiteral("baud=%1 is no number from 1 to %2").arg(text, QString::number(mostBaud)));
    } else if (key == QLatin1String("data")) {
        settings.dataBits = valueOf(address, key, text, dataWords);
    } else if (key == QLatin1String("parity")) {
        settings.parity = valueOf(address, key, text, parityWords);
    } else if (key == QLatin1String("stop")) {
        settings.stopBits = valueOf(address, key, text, stopWords);
    } else if (key == QLatin1String("flow")) {
        settings.flow = valueOf(address, key, text, flowWords);
    } else {
        refuse(address, QStringLiteral("%1 is no setting of a serial port; there are baud, data, parity, stop and flow")
                            .arg(engine::quoted(key)));
    }
}

UsbIdentity parseUsb(const QString &address, const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})(?::(.+))?$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        refuse(address, QStringLiteral("behind usb: write the vendor and the product as four hexadecimal digits each, then "
                                       "the serial number, for example serial://usb:0403:6001:A50285BI"));
    constexpr int hexadecimal = 16;
    return {match.captured(1).toUShort(nullptr, hexadecimal), match.captured(2).toUShort(nullptr, hexadecimal),
            QUrl::fromPercentEncoding(match.captured(3).toUtf8())};
}
} // namespace

double SerialSettings::bitsPerByte() const
{
    const double stop = stopBits == StopBits::One ? 1 : stopBits == StopBits::Two ? 2 : 1.5;
    return 1 + dataBits + (parity == Parity::None ? 0 : 1) + stop;
}

SerialAddress SerialAddress::parse(const QString &text)
{
    const QLatin1String scheme("serial://");
    if (!text.startsWith(scheme))
        refuse(text, QStringLiteral("write serial:// and the path of the port, for example serial:///dev/ttyUSB0?baud=9600"));
    const auto rest = text.mid(scheme.size());
    const auto mark = rest.indexOf(QLatin1Char('?'));
    const auto place = rest.left(mark);
    SerialAddress address;
    if (place.startsWith(QLatin1String("usb:")))
        address.usb = parseUsb(text, place.mid(4));
    else if (place.startsWith(QLatin1Char('/')) && QDir::cleanPath(place) != QLatin1String("/"))
        address.path = QDir::cleanPath(place);
    else
        refuse(text, QStringLiteral("behind serial:// comes the whole path of the port (serial:///dev/ttyUSB0, with three "
                                    "strokes) or usb: with the ids of its adapter"));
    if (mark < 0)
        return address;
    QStringList given;
    for (const auto &part : rest.mid(mark + 1).split(QLatin1Char('&'))) {
        const auto key = part.section(QLatin1Char('='), 0, 0);
        if (given.contains(key))
            refuse(text, QStringLiteral("%1 is given twice").arg(key));
        take(text, key, part.section(QLatin1Char('='), 1), address.settings);
        given << key;
    }
    return address;
}

QString SerialAddress::toString() const
{
    QString place = path;
    if (usb) {
        const auto hex = [](quint16 id) { return QStringLiteral("%1").arg(id, 4, 16, QLatin1Char('0')); };
        place = QStringLiteral("usb:%1:%2").arg(hex(usb->vendor), hex(usb->product));
        if (!usb->serial.isEmpty())
            place += QLatin1Char(':') + QString::fromLatin1(QUrl::toPercentEncoding(usb->serial));
    }
    QStringList options{QStringLiteral("baud=%1").arg(settings.baud)};
    const SerialSettings usual;
    if (settings.dataBits != usual.dataBits)
        options << QStringLiteral("data=") + textOf(settings.dataBits, dataWords);
    if (settings.parity != usual.parity)
        options << QStringLiteral("parity=") + textOf(settings.parity, parityWords);
    if (settings.stopBits != usual.stopBits)
        options << QStringLiteral("stop=") + textOf(settings.stopBits, stopWords);
    if (settings.flow != usual.flow)
        options << QStringLiteral("flow=") + textOf(settings.flow, flowWords);
    return QStringLiteral("serial://%1?%2").arg(place, options.join(QLatin1Char('&')));
}
} // namespace podium::devices
