// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/blobimage.h"

#include "devices/indi/fitsimage.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <zlib.h>

#include <QScopeGuard>

#include <algorithm>
#include <limits>

namespace podium::devices::indi
{
using engine::Error;
using engine::ErrorKind;

namespace
{
constexpr qsizetype piece = qsizetype(1) << 18;

[[noreturn]] void refuse(const QString &why) { throw Error(ErrorKind::Device, why); }

QByteArray unpacked(const QByteArray &packed, qsizetype most)
{
    z_stream stream{};
    auto bytes = packed; // zlib's interface is not const
    stream.next_in = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(std::min<qsizetype>(bytes.size(), std::numeric_limits<uInt>::max()));
    if (inflateInit(&stream) != Z_OK)
        throw Error(ErrorKind::Internal, QStringLiteral("zlib cannot begin to unpack the picture."));
    const auto end = qScopeGuard([&stream] { inflateEnd(&stream); });
    QByteArray result;
    for (;;) {
        const auto before = result.size();
        result.resize(before + std::min(piece, most + 1 - before));
        stream.next_out = reinterpret_cast<Bytef *>(result.data() + before);
        stream.avail_out = static_cast<uInt>(result.size() - before);
        const int state = inflate(&stream, Z_NO_FLUSH);
        result.chop(static_cast<qsizetype>(stream.avail_out));
        if (result.size() > most)
            refuse(QStringLiteral("The picture unpacks to more than %1 MB; raise image_limit in the bench file.").arg(most >> 20));
        if (state == Z_STREAM_END)
            return result;
        if (state != Z_OK)
            refuse(state == Z_BUF_ERROR ? QStringLiteral("The packed picture ends too early.")
                                        : QStringLiteral("The picture is not packed by zlib, or damaged."));
    }
}
} // namespace

engine::Image blobImage(const QByteArray &blob, const QString &format, qsizetype most)
{
    const auto kind = format.toLower();
    const bool isPacked = kind == QLatin1String(".fits.z");
    if (!isPacked && kind != QLatin1String(".fits"))
        refuse(QStringLiteral("What came is %1; only .fits and .fits.z are shown. Save it, and look at it with another program.")
                   .arg(format.isEmpty() ? QStringLiteral("of no format") : engine::quoted(format)));
    const auto file = isPacked ? unpacked(blob, most) : blob;
    try {
        return fitsImage(file, most);
    } catch (const Error &error) {
        refuse(QStringLiteral("The picture cannot be read: %1").arg(error.message()));
    }
}
} // namespace podium::devices::indi
