/* TEST-ONLY stand-in for Windows' own icuuc.dll (absent in Wine 8.0); never shipped. */
#include <stdint.h>
#define X __declspec(dllexport)
typedef int E;
X void* ucnv_open(const char*n,E*e){ if(e)*e=16; return 0; }
X void ucnv_close(void*c){}
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void){}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void){}
X void ucnv_reset(void*c){}
X int8_t ucnv_getMaxCharSize(void*c){return 0;}
X const char* ucnv_getName(void*c,E*e){if(e)*e=16;return 0;}
X void ucnv_getToUCallBack(void*c,void**a,const void**b){}
X void ucnv_getFromUCallBack(void*c,void**a,const void**b){}
X void ucnv_setToUCallBack(void*c,void*a,const void*x,void**o,const void**p,E*e){if(e)*e=16;}
X void ucnv_setFromUCallBack(void*c,void*a,const void*x,void**o,const void**p,E*e){if(e)*e=16;}
X void ucnv_cbToUWriteUChars(void*a,const uint16_t*s,int32_t l,int32_t o,E*e){if(e)*e=16;}
X void ucnv_cbFromUWriteUChars(void*a,const uint16_t**s,const uint16_t*l,int32_t o,E*e){if(e)*e=16;}
X void ucnv_toUnicode(void*c,uint16_t**t,const uint16_t*tl,const char**s,const char*sl,int32_t*o,int8_t f,E*e){if(e)*e=16;}
X void ucnv_fromUnicode(void*c,char**t,const char*tl,const uint16_t**s,const uint16_t*sl,int32_t*o,int8_t f,E*e){if(e)*e=16;}
X int32_t ucnv_toUCountPending(void*c,E*e){return 0;}
X int32_t ucnv_fromUCountPending(void*c,E*e){return 0;}
X const char* ucnv_getStandardName(const char*n,const char*s,E*e){if(e)*e=16;return 0;}
X const char* ucnv_getAvailableName(int32_t n){return 0;}
X int32_t ucnv_countAvailable(void){return 0;}

__declspec(dllexport) const char sozdesk_stand_in[] = "SOZDESK-STAND-IN";
