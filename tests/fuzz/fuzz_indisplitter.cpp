// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indisplitter.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArrayList>

#include <algorithm>

using namespace podium::devices;
using podium::tests::Choices;
using podium::tests::demand;

namespace
{
constexpr IndiCaps caps{.element = 120, .blob = 300};

/// What comes out of the stream in pieces of this size.
QByteArrayList cut(QByteArrayView stream, qsizetype piece)
{
    IndiSplitter splitter(caps);
    QByteArrayList found;
    const auto take = [&] {
        while (const auto element = splitter.next()) {
            demand(element->size() <= std::max(caps.element, caps.blob), "no element is longer than its cap");
            demand(element->trimmed().startsWith('<'), "an element begins as one");
            demand(element->endsWith('>') || splitter.isCutOff(), "an element that is not cut off ends as one");
            found << (splitter.isCutOff() ? "cut off " + *element : *element);
        }
    };
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        const auto some = stream.sliced(at, std::min(piece, stream.size() - at));
        splitter.append(some);
        take();
        for (auto passed = splitter.takePassedOver(); !passed.isEmpty(); passed = splitter.takePassedOver()) {
            demand(splitter.takePassedOver().isEmpty(), "what was passed over is told once");
            found << "passed over " + passed;
            take();
        }
        demand(splitter.kept() <= std::max(caps.element, caps.blob) + some.size() + 1, "what is kept is bounded");
        if (!splitter.fault().isEmpty())
            demand(!splitter.next(), "nothing comes after a fault");
    }
    found << splitter.fault().toUtf8();
    return found;
}

void split(QByteArrayView bytes)
{
    Choices choices(bytes);
    const auto piece = 1 + choices.below(32);
    const auto stream = choices.rest();
    if (stream.isEmpty())
        return;
    const auto whole = cut(stream, stream.size());
    demand(whole == cut(stream, piece), "the pieces do not matter");
    if (!whole.back().isEmpty())
        return;
    IndiSplitter again;
    for (const auto &element : whole.first(whole.size() - 1))
        if (element.startsWith('<')) {
            again.append(element);
            demand(again.next() == element, "an element alone is the same element");
        }
}
} // namespace

PODIUM_FUZZ(split)
