// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentfile.h"
#include "tests/fuzz/fuzzinstrument.h"

using namespace podium;
using namespace podium::devices;

namespace
{
void load(QByteArrayView bytes) { (void)tests::loadAndDescribe<InstrumentFile>(bytes); }
} // namespace

PODIUM_FUZZ(load)
