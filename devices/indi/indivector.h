// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// The words of the INDI protocol as values. Source: INDI protocol 1.7.
namespace podium::devices::indi
{
enum class Type : quint8 { Text, Number, Switch, Light, Blob };
enum class State : quint8 { Idle, Ok, Busy, Alert };
enum class Rule : quint8 { OneOfMany, AtMostOne, AnyOfMany };
enum class Permission : quint8 { ReadOnly, WriteOnly, ReadWrite };

/// A part of a message, which it shares: to copy the letters of a large picture takes longer than to find them.
struct Content {
    QByteArray message;
    qsizetype from = 0;
    qsizetype length = 0;

    QByteArrayView view() const { return QByteArrayView(message).sliced(from, length); }
};

/// What came as a BLOB, as it was sent: to decode a large one takes its time, so a worker does it (see decoded()).
struct Blob {
    Content letters; ///< base64 with its line ends; empty: nothing came
    QString format;  ///< ".fits"
    QString size;    ///< in bytes, as its message tells it; of what is packed (".fits.z") that of the content

    bool isEmpty() const { return letters.length == 0; }
};

/// One member of a vector: what it is (if the vector was defined) and what it holds.
struct Member {
    QString name;
    QString label;
    QString text;                 ///< of a text; of a number as it was sent
    std::optional<double> number; ///< nothing: what was sent is no number
    QString format;
    std::optional<double> low; ///< with a high one, and below it
    std::optional<double> high;
    bool on = false;           ///< of a switch
    State light = State::Idle; ///< of a light
    Blob blob;
};

struct Vector {
    QString device;
    QString name;
    QString label;
    QString group;
    Type type = Type::Text;
    std::optional<State> state; ///< nothing: as it was
    Rule rule = Rule::AnyOfMany;
    Permission permission = Permission::ReadOnly;
    std::optional<double> timeout; ///< the longest that a write should take. Unit: s
    QString timestamp;
    QString message;
    std::vector<Member> members;

    Member *find(const QString &member);
};

/// One element of the stream.
struct Element {
    enum class Kind : quint8 { Define, Set, Delete, Message, PingRequest, PingReply, Unknown };

    Kind kind = Kind::Unknown;
    Vector vector; ///< of a Delete and a Message device, name (empty: the whole device), timestamp and message
    QString tag;
    QString uid; ///< of a ping
};

QLatin1String name(State state);
} // namespace podium::devices::indi
