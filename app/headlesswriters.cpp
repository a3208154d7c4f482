// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headlesswriters.h"

#include "engine/console/jsonwriter.h"
#include "engine/console/textwriter.h"

#include <cstdio>

namespace podium::app
{
namespace
{
engine::LineSink lineSink(std::FILE *stream)
{
    return [stream](QByteArrayView line) {
        std::fwrite(line.data(), 1, static_cast<std::size_t>(line.size()), stream);
        std::fputc('\n', stream);
        std::fflush(stream);
    };
}
} // namespace

std::vector<std::unique_ptr<engine::ConsoleWriter>> headlessWriters(const engine::ConsoleClock &clock, bool json)
{
    std::vector<std::unique_ptr<engine::ConsoleWriter>> writers;
    if (json)
        writers.push_back(std::make_unique<engine::JsonWriter>(clock, lineSink(stdout)));
    writers.push_back(std::make_unique<engine::TextWriter>(clock, lineSink(json ? stderr : stdout)));
    return writers;
}
} // namespace podium::app
