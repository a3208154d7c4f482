// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/blobimage.h"
#include "tests/fuzz/fuzz.h"

#include <array>

using namespace podium::devices::indi;
using podium::tests::Choices;
using podium::tests::demand;
using podium::tests::succeeds;

namespace
{
/// What cards say is larger than the input, so only what is really there may become a picture.
void decode(QByteArrayView bytes)
{
    static const std::array formats{QStringLiteral(".fits"), QStringLiteral(".fits.z"), QStringLiteral(".jpg")};
    constexpr qsizetype most = 100000;
    Choices choices(bytes);
    const auto &format = formats.at(static_cast<std::size_t>(choices.below(int(formats.size()))));
    const auto blob = choices.rest().toByteArray();
    podium::engine::Image image;
    if (!succeeds([&] { image = blobImage(blob, format, most); }, {podium::engine::ErrorKind::Device}))
        return;
    demand(image.width() > 0 && image.height() > 0 && image.planes() > 0, "a picture has pixels");
    const auto samples = qint64(image.width()) * image.height();
    demand(samples <= (format == formats[1] ? most : blob.size()), "a picture has no more samples than came");
    demand(samples * image.bits() / 8 <= most, "samples take no more than the limit");
    image.sample(image.width() - 1, image.height() - 1);
    image.sample(0, 0);
    demand(!imageText(image).isEmpty(), "a picture has a text");
}
} // namespace

PODIUM_FUZZ(decode)
