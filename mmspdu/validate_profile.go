package mmspdu

// androidTable has the headers without which receivers that descend from Android
// drop a PDU, besides X-Mms-Message-Type and X-Mms-MMS-Version (MMS 12.5); its
// index is the type's octet less 0x80.
var androidTable = [...][]Field{
	TypeSendReq - TypeSendReq:         {FieldContentType, FieldFrom, FieldTransactionID},
	TypeSendConf - TypeSendReq:        {FieldResponseStatus, FieldTransactionID},
	TypeNotificationInd - TypeSendReq: {FieldContentLocation, FieldExpiry, FieldMessageClass, FieldMessageSize, FieldTransactionID},
	TypeNotifyRespInd - TypeSendReq:   {FieldStatus, FieldTransactionID},
	TypeRetrieveConf - TypeSendReq:    {FieldContentType, FieldDate},
	TypeAcknowledgeInd - TypeSendReq:  {FieldTransactionID},
	TypeDeliveryInd - TypeSendReq:     {FieldDate, FieldMessageID, FieldStatus, FieldTo},
	TypeReadRecInd - TypeSendReq:      {FieldFrom, FieldMessageID, FieldReadStatus, FieldTo},
	TypeReadOrigInd - TypeSendReq:     {FieldDate, FieldFrom, FieldMessageID, FieldReadStatus, FieldTo},
}

// androidRules are A01.
func (v *validator) androidRules() {
	i := v.p.Type() - TypeSendReq
	if int(i) >= len(androidTable) {
		return
	}
	if !v.p.Has(FieldMMSVersion) {
		v.sayMissing(checkAndroid, FieldMMSVersion)
	}
	for _, f := range androidTable[i] {
		if !v.p.Has(f) {
			v.sayMissing(checkAndroid, f)
		}
	}
}
