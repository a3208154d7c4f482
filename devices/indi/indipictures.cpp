// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/blobimage.h"
#include "devices/indi/indicontent.h"
#include "devices/indi/indidevice.h"

#include <QScopeGuard>

#include <algorithm>
#include <new>
#include <utility>

/// How an IndiDevice makes pictures of what it was sent: by its worker, so that a large one holds nothing up.
namespace podium::devices
{
using namespace engine;

/// Of one member, or of all that have something. The newest of each wins: of a camera that sends faster than can be decoded
/// pictures are skipped, and none waits in vain.
void IndiDevice::wantPictures(const Property &property, const indi::Member *only)
{
    for (std::size_t i = 0; i < property.shown.size(); ++i) {
        const auto &member = property.vector.members[property.shown[i].member];
        if (property.shown[i].aspect == indi::Aspect::BlobImage && !member.blob.isEmpty() && (!only || only == &member))
            m_undecoded[property.parameters[i]] = member.blob;
    }
    if (m_undecoded.empty() || std::exchange(m_decodes, true))
        return;
    TaskOptions options;
    options.service = true;
    m_decoding = engine().run(QStringLiteral("pictures of %1").arg(id()), makePictures(), options);
}

/// close() does not cancel it: it has nothing more to do then, and if open() follows at once, it goes on with what comes.
Op<void> IndiDevice::makePictures()
{
    const auto end = qScopeGuard([this] { m_decodes = false; });
    while (!m_undecoded.empty()) {
        auto next = m_undecoded.extract(m_undecoded.begin());
        co_await makePicture(*next.key(), std::move(next.mapped()));
    }
}

Op<void> IndiDevice::makePicture(Parameter &image, indi::Blob blob)
{
    const auto &place = placeOf(image);
    const auto &property = *place.property;
    const auto isOf = [&](const indi::ShapedParameter &each) {
        return each.aspect == indi::Aspect::BlobSize && each.member == property.shown[place.shown].member;
    };
    auto &size = *property.parameters[static_cast<std::size_t>(std::ranges::find_if(property.shown, isOf) - property.shown.begin())];
    const auto isWanted = [&property, then = property.pictures] { return property.exists && property.pictures == then; };
    QString problem;
    bool isDecoded = false;
    try {
        const auto bytes = co_await m_decoder.call([blob] { return indi::decoded(blob); });
        isDecoded = true;
        if (isWanted())
            size.setReading(static_cast<qint64>(bytes.size()));
        auto picture = co_await m_decoder.call([bytes, format = blob.format, most = m_settings.imageLimit] { return indi::blobImage(bytes, format, most); });
        if (isWanted())
            image.setReading(std::move(picture));
        co_return;
    } catch (const Error &error) {
        problem = error.message();
    } catch (const std::bad_alloc &) {
        problem = tr("There is not enough memory for the picture; close other programs, or let the camera send a smaller one.");
    } catch (const std::exception &error) {
        problem = tr("The picture cannot be made: %1.").arg(QString::fromUtf8(error.what()));
    }
    if (!isWanted())
        co_return;
    image.setQuality(Quality::Invalid, problem);
    if (!isDecoded)
        size.setQuality(Quality::Invalid, problem);
}

void IndiDevice::passedOver(const QByteArray &beginning)
{
    const auto text = QString::fromUtf8(beginning);
    const auto has = [&](const char *attribute, const QString &value) {
        return text.contains(QStringLiteral("%1=\"%2\"").arg(QLatin1String(attribute), value.toHtmlEscaped()));
    };
    if (!has("device", m_settings.device))
        return;
    const auto why = tr("the image was longer than the limit of this connection; raise image_limit in the bench file");
    for (auto &[vector, property] : m_properties) {
        if (property.vector.type != indi::Type::Blob || !has("name", vector))
            continue;
        ++property.pictures; // the one before it would hide the reason
        for (auto *parameter : property.parameters) {
            m_undecoded.erase(parameter);
            parameter->setQuality(Quality::Invalid, why);
        }
    }
}
} // namespace podium::devices
