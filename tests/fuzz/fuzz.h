// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/error.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What every fuzz target shares. A target is one function of the bytes: PODIUM_FUZZ(function).
namespace podium::tests
{
/// Ends the run, with the input kept, unless this holds whatever the input is.
inline void demand(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/// Runs the function; an error of one of these kinds is an answer, any other is not.
template <class Function>
bool succeeds(const Function &function, std::initializer_list<engine::ErrorKind> kinds = {engine::ErrorKind::Refused})
{
    try {
        function();
        return true;
    } catch (const engine::Error &error) {
        for (const auto kind : kinds)
            if (error.kind() == kind && !error.message().isEmpty())
                return false;
        std::fprintf(stderr, "%s\n", qPrintable(error.message()));
        demand(false, "the error is of another kind, or says nothing");
        return false;
    }
}

/// Takes small numbers off the front of the bytes, to choose what the rest is tried with.
class Choices
{
public:
    explicit Choices(QByteArrayView bytes) : m_rest(bytes) {}

    int below(int count)
    {
        if (m_rest.isEmpty())
            return 0;
        const auto byte = static_cast<quint8>(m_rest.front());
        m_rest = m_rest.sliced(1);
        return byte % count;
    }
    QByteArrayView rest() const { return m_rest; }
    QString text() const { return QString::fromUtf8(m_rest); }

private:
    QByteArrayView m_rest;
};
} // namespace podium::tests

#define PODIUM_FUZZ(function)                                                                                          \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);                                 \
    int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)                                             \
    {                                                                                                                  \
        function(QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));                  \
        return 0;                                                                                                      \
    }
