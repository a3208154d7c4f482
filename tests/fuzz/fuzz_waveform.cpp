// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/waveformtext.h"
#include "tests/fuzz/fuzz.h"

#include <cmath>

using namespace podium::engine;
using podium::tests::demand;

namespace
{
void parse(QByteArrayView bytes)
{
    constexpr qsizetype most = 1000;
    podium::tests::succeeds([&] {
        const auto waveform = parseWaveform(QString::fromUtf8(bytes), most);
        demand(!waveform.samples.isEmpty() && waveform.samples.size() <= most, "as many samples as are allowed");
        for (const double sample : waveform.samples)
            demand(std::isfinite(sample), "every sample is finite");
    });
}
} // namespace

PODIUM_FUZZ(parse)
