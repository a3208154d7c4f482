// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

#include <functional>
#include <map>

namespace podium::tests
{
/// A Modbus unit of a test: tables of registers, and its answer to each request. It shares no code with Podium's side.
/// Thread: one at a time.
class ModbusSlave
{
public:
    std::map<int, quint16> holding; ///< others do not exist
    std::map<int, quint16> input;
    std::map<int, bool> coils;
    std::map<int, bool> discrete;
    QByteArrayList requests; ///< PDUs, in the order of their arrival
    std::function<void()> written; ///< after each write

    /// The PDU that answers; an exception for what it has not.
    QByteArray answer(const QByteArray &request)
    {
        requests << request;
        const int function = byte(request, 0);
        const int address = word(request, 1);
        const int second = word(request, 3);
        switch (function) {
        case 1:
            return readBits(request, coils);
        case 2:
            return readBits(request, discrete);
        case 3:
            return readWords(request, holding);
        case 4:
            return readWords(request, input);
        case 5:
            return coils.contains(address) ? wrote(request, [&] { coils[address] = second == 0xff00; }) : refused(function, 2);
        case 6:
            return holding.contains(address) ? wrote(request, [&] { holding[address] = static_cast<quint16>(second); })
                                             : refused(function, 2);
        case 8:
            return request;
        case 15:
            for (int i = 0; i < second; ++i)
                if (!coils.contains(address + i))
                    return refused(function, 2);
            return wrote(request.first(5), [&] {
                for (int i = 0; i < second; ++i)
                    coils[address + i] = (byte(request, 6 + i / 8) & (1 << (i % 8))) != 0;
            });
        case 16:
            for (int i = 0; i < second; ++i)
                if (!holding.contains(address + i))
                    return refused(function, 2);
            return wrote(request.first(5), [&] {
                for (int i = 0; i < second; ++i)
                    holding[address + i] = static_cast<quint16>(word(request, 6 + 2 * i));
            });
        default:
            return refused(function, 1);
        }
    }
    qsizetype count(const QByteArray &request) const { return requests.count(request); }
    /// Reads among the requests, each as "function:address+count".
    QByteArrayList reads() const
    {
        QByteArrayList result;
        for (const auto &request : requests)
            if (byte(request, 0) <= 4)
                result << QByteArray::number(byte(request, 0)) + ':' + QByteArray::number(word(request, 1)) + '+' +
                              QByteArray::number(word(request, 3));
        return result;
    }

    static QByteArray refused(int function, int exception)
    {
        return QByteArray(1, static_cast<char>(function | 0x80)).append(static_cast<char>(exception));
    }

private:
    static int byte(const QByteArray &bytes, qsizetype at) { return at < bytes.size() ? static_cast<quint8>(bytes.at(at)) : 0; }
    static int word(const QByteArray &bytes, qsizetype at) { return (byte(bytes, at) << 8) | byte(bytes, at + 1); }

    template <class Change>
    QByteArray wrote(const QByteArray &reply, Change change)
    {
        change();
        if (written)
            written();
        return reply;
    }
    QByteArray readWords(const QByteArray &request, const std::map<int, quint16> &table) const
    {
        QByteArray data;
        for (int at = word(request, 1); at < word(request, 1) + word(request, 3); ++at) {
            const auto found = table.find(at);
            if (found == table.end())
                return refused(byte(request, 0), 2);
            data.append(static_cast<char>(found->second >> 8)).append(static_cast<char>(found->second));
        }
        return request.first(1) + QByteArray(1, static_cast<char>(data.size())) + data;
    }
    QByteArray readBits(const QByteArray &request, const std::map<int, bool> &table) const
    {
        const int count = word(request, 3);
        QByteArray data((count + 7) / 8, '\0');
        for (int i = 0; i < count; ++i) {
            const auto found = table.find(word(request, 1) + i);
            if (found == table.end())
                return refused(byte(request, 0), 2);
            if (found->second)
                data[i / 8] = static_cast<char>(data.at(i / 8) | (1 << (i % 8)));
        }
        return request.first(1) + QByteArray(1, static_cast<char>(data.size())) + data;
    }
};
} // namespace podium::tests
